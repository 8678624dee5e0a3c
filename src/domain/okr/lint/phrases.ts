import { maskMarkup } from '../statement-values.ts';

/** Words found in a text, exactly as they stand there. */
export interface Phrase {
  readonly text: string;
  readonly index: number;
}

const label =
  /^(?:[\s*_>-]+|\[[^\]\n]{1,40}\](?!\()|\bP\d\b|\bKR\s?\d*(?:\.\d+)*\b|\d{1,2}[.)](?=\s)|[:–—-]|(?:objective|goal|key result)\s?\d*\s?:|[A-Z][\w&/ ]{1,30}(?:\([^)\n]{1,30}\))?:(?=\s))/i;

/** Where the sentence begins, behind priorities, team names and markup: `**P0** - Ship it` begins at `Ship`. */
export function leadOf(statement: string): number {
  const masked = maskMarkup(statement);
  let at = 0;
  for (let steps = 0; steps < 8; steps += 1) {
    const found = label.exec(masked.slice(at))?.[0];
    if (found === undefined || found.length === 0) break;
    at += found.length;
  }
  return at >= statement.trimEnd().length ? 0 : at;
}

/** The first place where a pattern (without the g flag) matches outside markup. */
export function phraseIn(statement: string, pattern: RegExp, from = 0): Phrase | null {
  const match = pattern.exec(maskMarkup(statement).slice(from));
  if (match === null) return null;
  const index = from + match.index;
  const text = statement.slice(index, index + match[0].trimEnd().length);
  // Links inside make a phrase long without saying more.
  return { text: text.length <= 80 ? text : (/^\S+/.exec(text)?.[0] ?? text), index };
}

/** Verbs that make something; what they are followed by is a thing, not a change. */
const making =
  'launch|ship|release|build|create|publish|write|deliver|implement|develop|deploy|migrate|introduce|add|set ?up|redesign|' +
  'document|compile|produce|organi[sz]e|run|hold|host|conduct|prepare|generate|draft|finali[sz]e|complete|finish|roll ?out|' +
  'refactor|rewrite|integrate|install|configure|provision|hire|recruit|merge|fix|resolve|design|define|establish|deprecate|' +
  'replace|upgrade|send(?: out)?|open source|begin|start|make a|kick off|schedule|automate|identify|investigate|extract|separate|convert|move|update|plan';

const made =
  'launched|shipped|released|built|created|published|written|delivered|implemented|developed|deployed|migrated|introduced|' +
  'added|set up|documented|completed|finished|rolled out|refactored|rewritten|integrated|installed|configured|provisioned|' +
  'hired|merged|fixed|designed|defined|established|in place|drafted|finali[sz]ed|updated|automated|scheduled|decommissioned|' +
  'researched|agreed|started|live|available|production ready';

const activeStart = new RegExp(
  `^(?:we(?:['’]ve| have| will)?\\s+|to\\s+)?(?:${making}|we(?:['’]ve| have)\\s+(?:${made})|(?:${made})(?=\\s+(?:an?|the|our|\\d|new)\\b))\\b(?:\\s+[^\\s,.;:]+){0,4}`,
  'i',
);
const passive = new RegExp(
  `\\b(?:is|are|has been|have been|will be)\\s+(?:fully\\s+|regularly\\s+)?(?:${made})\\b`,
  'i',
);

/** The words that name a deed or a deliverable: `Publish 2 articles`, `is merged to main`. */
export function deedIn(statement: string): Phrase | null {
  const lead = leadOf(statement);
  const active = phraseIn(statement, activeStart, lead);
  if (active !== null) return active;
  // “90% of letters are completed within a day” measures how well something goes.
  return phraseIn(statement, /\d\s?(?:%|percent|minutes?\b|hours?\b|days?\b|h\b|m?s\b)/, lead) === null
    ? phraseIn(statement, passive, lead)
    : null;
}

/** Words that turn a deed into a change that somebody notices. */
const change =
  /\b(?:so that|resulting in|leading to|which (?:increases|reduces|raises|lowers)|reach(?:es|ing)?|(?:to|and) (?:increase|reduce|raise|lower|improve|drive|cut|double|grow)|adoption|retention|conversion|satisfaction|churn|activation|nps|csat|revenue|from .{1,40} to |→|->)/i;

export const namesChange = (statement: string): boolean => phraseIn(statement, change) !== null;

const open = /\b(?:X{1,4}|Y{2,4}|Z{2,4}|N|TBD|TBC)\b%?|\?{2,}/;

/** A figure that is still to come, or was blanked out: `XX`, `TBD`, `N<sub>4</sub>`. */
export function placeholderIn(statement: string): Phrase | null {
  const blanked = /N<sub>\d{1,3}<\/sub>/.exec(statement);
  return blanked === null ? phraseIn(statement, open) : { text: blanked[0], index: blanked.index };
}
