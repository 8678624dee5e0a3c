import type { StoryReading } from '../assessment/reading.ts';
import type { Issue } from '../issue.ts';
import type { FieldValues } from '../write-back/fields.ts';
import { dueFrom, nativeDue } from './due.ts';
import { closedAnswer, textAnswer } from './field-sources.ts';
import { headingKey } from './heading-key.ts';
import type { FieldReading, Mission, MissionDifficulty, MissionField, MissionValue } from './mission.ts';
import type { MissionSettings } from './mission-settings.ts';
import { withoutOwnFills } from './own-fills.ts';
import { findSections, type Section } from './sections.ts';

/** `today` is a date `YYYY-MM-DD`, for due dates. */
export interface MissionInput {
  /** What Waymark itself filled into fields of this issue. */
  readonly filled?: FieldValues;
  readonly issue: Issue;
  readonly reading: StoryReading;
  readonly settings: MissionSettings;
  readonly today: string;
}

type Sections = ReadonlyMap<MissionField, Section>;

/**
 * Sees an issue through the mission template. Each field is looked for in custom fields, labels, the tracker's own
 * fields, the description's sections and the prose, in that order; what is found nowhere is absent. Only the size
 * has a default, by the issue's type. What Waymark filled in itself comes last: it was read from an earlier text.
 */
export function missionFromIssue({ filled = {}, ...input }: MissionInput): Mission {
  const issue = withoutOwnFills(input.issue, input.settings, filled);
  if (!issue) return look(input);
  const [shown, said] = [look(input), look({ ...input, issue })];
  const size = said.size?.source === 'default' ? shown.size : said.size;
  const { buildTestIterate, ...others } = { ...shown, ...said, ...(size && { size }) };
  return size?.value === 'micro' || !buildTestIterate ? others : { ...others, buildTestIterate };
}

function look({ issue, reading, settings, today }: Omit<MissionInput, 'filled'>): Mission {
  const { fields } = settings;
  const sections: Sections = findSections(issue.description, headingIndex(fields));
  const size = closedAnswer(issue, sections.get('size'), fields.size) ?? {
    value: settings.defaultSize[issue.type],
    source: 'default' as const,
    quote: null,
  };
  return present({
    size,
    name: textAnswer(issue, sections.get('name'), fields.name) ?? nameFrom(issue),
    problem: textAnswer(issue, sections.get('problem'), fields.problem) ?? prose(reading.problem?.text),
    persona: textAnswer(issue, sections.get('persona'), fields.persona) ?? prose(reading.persona?.text),
    buildTestIterate:
      size.value === 'micro'
        ? undefined
        : closedAnswer(issue, sections.get('buildTestIterate'), fields.buildTestIterate),
    value: valueFrom(issue, reading, sections, settings),
    due: dueOf(issue, sections, settings, today),
    priority: closedAnswer(issue, sections.get('priority'), fields.priority, issue.priority),
    difficulty:
      closedAnswer(issue, undefined, fields.difficulty) ??
      difficultyFrom(issue.estimate, settings.difficulty) ??
      closedAnswer(issue, sections.get('difficulty'), fields.difficulty),
  });
}

type HeadingIndex = ReadonlyMap<string, readonly MissionField[]>;

const indexes = new WeakMap<MissionSettings['fields'], HeadingIndex>();

/** Built once for the settings of a project, which never change while Waymark runs. */
function headingIndex(fields: MissionSettings['fields']): HeadingIndex {
  const known = indexes.get(fields);
  if (known) return known;
  const index = new Map<string, MissionField[]>();
  for (const [field, { headings }] of Object.entries(fields)) {
    for (const heading of headings) {
      const key = headingKey(heading);
      index.set(key, [...(index.get(key) ?? []), field as MissionField]);
    }
  }
  indexes.set(fields, index);
  return index;
}

function nameFrom(issue: Issue): FieldReading<string> | undefined {
  const title = issue.title.trim();
  return title === '' ? undefined : { value: title, source: 'native field', quote: title };
}

function prose(quote: string | undefined): FieldReading<string> | undefined {
  return quote === undefined ? undefined : { value: quote, source: 'prose', quote };
}

const WORDS_OF_A_REASON = 3;

/**
 * A section that gives a reason without one of the template's words is read like prose; when that tells no class
 * either, the author has answered and the answer is unclear.
 */
function valueFrom(
  issue: Issue,
  reading: StoryReading,
  sections: Sections,
  settings: MissionSettings,
): FieldReading<MissionValue> | undefined {
  const section = sections.get('value');
  const given = closedAnswer(issue, section, settings.fields.value);
  if (given) return given;
  const { class: value, confidence, evidence } = reading.value;
  if (value !== 'unclear' && confidence >= settings.minValueConfidence) {
    return { value, source: 'prose', quote: evidence };
  }
  return section && section.text.split(/\s+/).length >= WORDS_OF_A_REASON
    ? { value: 'unclear', source: 'description section', quote: section.text }
    : undefined;
}

function dueOf(issue: Issue, sections: Sections, settings: MissionSettings, today: string) {
  const { due } = settings.fields;
  const date = (words: string) => dueFrom(words, today, settings.due);
  return (
    closedAnswer(issue, undefined, due, null, date) ??
    nativeDue(issue, today, settings.due) ??
    closedAnswer(issue, sections.get('due'), due, null, date)
  );
}

function difficultyFrom(
  estimate: number | null,
  { juniorUpTo, intermediateUpTo }: MissionSettings['difficulty'],
): FieldReading<MissionDifficulty> | undefined {
  if (estimate === null || !Number.isFinite(estimate)) return undefined;
  const value = estimate <= juniorUpTo ? 'junior' : estimate <= intermediateUpTo ? 'intermediate' : 'senior';
  return { value, source: 'native field', quote: String(estimate) };
}

type Looked = { readonly [F in keyof Mission]: Mission[F] | undefined };

function present(looked: Looked): Mission {
  return Object.fromEntries(Object.entries(looked).filter(([, value]) => value !== undefined)) as Mission;
}
