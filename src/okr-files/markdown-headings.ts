import { readPeriod } from '../domain/okr/period.ts';

const quarter = /\b(?:(?:19|20)\d{2}[\s_-]?[qh][1-4]|[qh][1-4][\s_-]?(?:19|20)\d{2})\b/i;
const year = /\b20\d{2}\b/;

/** The period that a heading names: `2019 Q4 - Objectives`, `OKRs 2026`. A year alone counts beside words of planning. */
export function periodIn(heading: string): string | null {
  const found = quarter.exec(heading)?.[0];
  if (found !== undefined) return readPeriod(found)?.id ?? null;
  const alone = year.exec(heading)?.[0];
  if (alone === undefined) return null;
  const plans = /\b(?:okrs?|goals?|objectives?)\b/i.test(heading) || heading.trim() === alone;
  return plans ? (readPeriod(alone)?.id ?? null) : null;
}

export const mentionsOkrs = (heading: string): boolean =>
  /\bokrs?\b|\bobjectives\b|\bobjectives? (?:and|&) key results\b/i.test(heading);

const objectiveLabel = /^(?:objective|goal|okr|o)\s?(?:\d{1,2}(?:\.\d+)?)?\s*[:.)–—-]\s*(?=\S)/i;
const bareO = /^o\s*[.)–—-]/i;

/** The statement behind `Objective 2:`, `O1 –`, `Goal:`; null where a heading is not labelled so. */
export function labelledObjective(heading: string): string | null {
  const label = objectiveLabel.exec(heading)?.[0];
  if (label === undefined || bareO.test(label)) return null;
  return heading.slice(label.length).trim();
}

export const isKeyResultsTitle = (text: string): boolean =>
  /^(?:(?:the\s+)?key results?|krs?|results|measures?(?: of success)?)\s*:?$/i.test(text.trim());

/** Titles of sections that belong to an objective without being one. */
export const isOtherTitle = (text: string): boolean =>
  /^(?:initiatives?|alternatives?|not included|out of scope|rationale?|notes?|risks?|(?:quick ?)?links?|resources|background|context|summary|roadmap|faqs?|team|members|people|retrospective|learnings|why|how|dependencies|next steps|backlog)\s*:?$/i.test(
    text.trim(),
  );
