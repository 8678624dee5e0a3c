import type { Issue } from '../issue.ts';
import { LONGEST_LABEL } from './heading-key.ts';
import type { FieldReading, FieldSource } from './mission.ts';
import type { ClosedFieldSettings, TextFieldSettings } from './mission-settings.ts';
import { isPlaceholder } from './placeholder.ts';
import { cutAnswer, type Section } from './sections.ts';

/** Something that may answer a field: where it was found, the exact words, and what they stand for where that is known. */
interface Candidate<V> {
  readonly source: FieldSource;
  readonly quote: string;
  readonly answer?: V;
}

type Places<V extends string | boolean> = Omit<ClosedFieldSettings<V>, 'words'>;

/** Everything that was set on purpose, the most deliberate first: custom fields, then labels. */
function deliberate<V extends string | boolean>(issue: Issue, places: Places<V>): readonly Candidate<V>[] {
  return [...customFields(issue, places.customFields), ...labels(issue, places)];
}

function customFields(issue: Issue, names: readonly string[]): readonly Candidate<never>[] {
  return names.flatMap((name) =>
    issue.customFields
      .filter((field) => isNamed(field, name))
      .flatMap(({ value }) =>
        value === null || isPlaceholder(String(value))
          ? []
          : [{ source: 'custom field' as const, quote: cutAnswer(String(value).trim()) }],
      ),
  );
}

function labels<V extends string | boolean>(issue: Issue, places: Places<V>): readonly Candidate<V>[] {
  const byName = new Map(Object.entries(places.labels).map(([name, answer]) => [soft(name), answer]));
  return issue.labels.flatMap((label): Candidate<V>[] => {
    const grouped = label.group === undefined ? label.name : `${label.group}/${label.name}`;
    const answer = byName.get(soft(grouped)) ?? byName.get(soft(label.name));
    if (answer !== undefined) return [{ source: 'label', quote: label.name, answer }];
    for (const group of places.labelGroups) {
      if (isOfGroup(label, group)) {
        return [{ source: 'label', quote: cutAnswer(label.name) }];
      }
      const rest = afterPrefix(label.name, group);
      if (rest !== null) return [{ source: 'label', quote: rest }];
    }
    return [];
  });
}

/** Whether settings mean this custom field, by its id or by its name. */
export function isNamed({ id, name }: Issue['customFields'][number], wanted: string): boolean {
  return id === wanted || name.toLowerCase() === wanted.toLowerCase();
}

/** Whether a label belongs to this group of the tracker. */
export function isOfGroup({ group }: Issue['labels'][number], wanted: string): boolean {
  return group !== undefined && soft(group) === soft(wanted);
}

/** `persona:shopper`, `persona/shopper` and `persona-shopper` belong to the group `persona`. */
function afterPrefix(name: string, group: string): string | null {
  if (soft(name.slice(0, group.length)) !== soft(group)) return null;
  const rest = name.slice(group.length, LONGEST_LABEL);
  const value = rest.replace(/^[\s:/=_-]{1,5}/, '').trim();
  return value === '' || value.length === rest.length ? null : value;
}

/** Labels cannot hold every character in every tracker, so separators and case are all the same. */
function soft(name: string): string {
  return name
    .slice(0, LONGEST_LABEL)
    .trim()
    .toLowerCase()
    .replace(/[\s:/=_-]+/g, ' ');
}

/** A field answered in free words, or undefined. */
export function textAnswer(
  issue: Issue,
  section: Section | undefined,
  settings: TextFieldSettings,
): FieldReading<string> | undefined {
  const [first] = deliberate<string>(issue, settings);
  if (first) return { value: first.answer ?? first.quote, source: first.source, quote: first.quote };
  return section ? { value: section.text, source: 'description section', quote: section.text } : undefined;
}

/**
 * A field with a closed set of answers: the first candidate that can be understood, or undefined. `native` are the
 * words of the tracker's own field; `parse` understands further words, e.g. a date.
 */
export function closedAnswer<V extends string | boolean>(
  issue: Issue,
  section: Section | undefined,
  settings: ClosedFieldSettings<V>,
  native: string | null = null,
  parse: (words: string) => V | null = () => null,
): FieldReading<V> | undefined {
  const candidates: Candidate<V>[] = [
    ...deliberate(issue, settings),
    ...(native === null ? [] : [{ source: 'native field' as const, quote: native }]),
    ...(section ? [{ source: 'description section' as const, quote: section.text }] : []),
  ];
  for (const { source, quote, answer } of candidates) {
    const value = answer ?? parse(quote) ?? understand(quote, settings.words);
    if (value !== null) return { value, source, quote };
  }
  return undefined;
}

/** The answer whose word the text is, or begins with ("Revenue, mostly from returning shoppers"). */
function understand<V>(text: string, words: Readonly<Record<string, V>>): V | null {
  const said = soft(text);
  let best: { length: number; answer: V } | null = null;
  for (const [word, answer] of Object.entries(words)) {
    const wanted = soft(word);
    const begins = said.startsWith(wanted) && !/^[\p{L}\p{N}]/u.test(said.slice(wanted.length));
    if (begins && wanted.length > (best?.length ?? 0)) best = { length: wanted.length, answer };
  }
  return best?.answer ?? null;
}
