import { markdownFromAdf } from '../formats/adf-to-markdown.ts';
import { markdownFromWiki } from '../formats/wiki-to-markdown.ts';
import { isoTime, tidy } from '../lenient.ts';
import type { JiraIssue } from './schema.ts';

const SPRINT = 'com.pyxis.greenhopper.jira:gh-sprint';
const STORY_POINTS = 'com.pyxis.greenhopper.jira:jsw-story-points';
const STORY_POINT_NAMES = new Set(['story points', 'story point estimate']);
const TEXTAREA = 'com.atlassian.jira.plugin.system.customfieldtypes:textarea';
/** Bookkeeping of Jira itself that no person reads as a field. */
const NOISE = /lexo-rank|devsummary|gh-global-rank|vulnerabilitycf/;
const VALUE_LIMIT = 20_000;
const OPTION_LIMIT = 100;

/**
 * A custom field's value as people see it: options and people by name, several joined by a comma, rich text as
 * Markdown, null when empty. Undefined for what has no such form.
 */
export function valueFromJira(value: unknown, customType: string | null): string | number | null | undefined {
  if (customType !== null && NOISE.test(customType)) return undefined;
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') {
    return customType === TEXTAREA ? markdownFromWiki(value) || null : tidy(value, VALUE_LIMIT);
  }
  if (Array.isArray(value)) {
    const shown = value
      .slice(0, OPTION_LIMIT)
      .map((item) => shownOf(item))
      .filter((text) => text !== '');
    return shown.length > 0 ? tidy(shown.join(', '), VALUE_LIMIT) : value.length === 0 ? null : undefined;
  }
  if (isRecord(value) && value.type === 'doc') return markdownFromAdf(value) || null;
  const shown = shownOf(value);
  return shown === '' ? undefined : shown;
}

/** The words Jira shows for an option, a person, a version, a sprint; a chosen child follows its parent. */
function shownOf(value: unknown): string {
  if (typeof value === 'string') return tidy(value, 1000).trim();
  if (typeof value === 'number') return String(value);
  if (!isRecord(value)) return '';
  const named = [value.value, value.displayName, value.name, value.title, value.key].find(
    (candidate) => typeof candidate === 'string' && candidate !== '',
  );
  const own = typeof named === 'string' ? tidy(named, 1000).trim() : '';
  const child =
    isRecord(value.child) && typeof value.child.value === 'string' ? tidy(value.child.value, 1000) : '';
  return child === '' ? own : `${own}, ${child}`;
}

/** The story points, found by the field's type or its usual names. */
export function storyPointsFromJira({ fields, names, schema }: JiraIssue): number | null {
  const points = Object.entries(fields)
    .filter(([id]) => {
      const name = names[id];
      return (
        schema[id]?.custom === STORY_POINTS ||
        (id.startsWith('customfield_') &&
          typeof name === 'string' &&
          STORY_POINT_NAMES.has(name.toLowerCase().trim()))
      );
    })
    .map(([, value]) => value)
    .find((value): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0);
  return points ?? null;
}

/** The end of the active sprint, else of the next one; closed sprints say nothing about when it is due. */
export function sprintEndFromJira({ fields, names, schema }: JiraIssue): string | null {
  const sprints = Object.entries(fields)
    .filter(
      ([id]) => schema[id]?.custom === SPRINT || (id.startsWith('customfield_') && names[id] === 'Sprint'),
    )
    .flatMap(([, value]) => (Array.isArray(value) ? value.slice(-OPTION_LIMIT).filter(isRecord) : []));
  const inState = (state: string) =>
    sprints
      .filter((sprint) => sprint.state === state && typeof sprint.endDate === 'string')
      .map((sprint) => isoTime(String(sprint.endDate)))
      .find((end) => end !== null);
  return inState('active') ?? inState('future') ?? null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
