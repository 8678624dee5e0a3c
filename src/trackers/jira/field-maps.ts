import type { JiraFieldSettings } from '../../domain/write-back/jira-field-settings.ts';
import type { JiraFieldCalls } from './field-calls.ts';
import { CUSTOM_FIELD_ID, type FieldMap, fieldMapFrom, isAnyUnknown, nameKey } from './field-map.ts';
import type { JiraEditMeta, JiraSiteField } from './field-schema.ts';
import type { JiraIssueKind } from './schema.ts';

/** How long Jira is taken at its word; refusals and names never seen before end it sooner. */
const KEPT_MS = 30 * 60_000;
const MOST_ISSUES = 50_000;
const NOTHING_EDITABLE: JiraEditMeta = { fields: {} };

/** An issue whose project, type and field names are known, from whatever answer. */
export type KnownIssue = JiraIssueKind & { readonly editmeta?: JiraEditMeta | null };

interface Kept {
  readonly map: Promise<FieldMap>;
  readonly at: number;
  /** The ids of fields by the configured names, when the map was made: others are news. */
  readonly candidates: ReadonlySet<string>;
}

export interface FieldMaps {
  /** For an issue just read; asks for more only when an issue of its project and type is the first in a while. */
  of(issue: KnownIssue): Promise<FieldMap>;
  /** Asks, in one call, about all projects and types among these issues that are not known yet. */
  learn(issues: readonly JiraIssueKind[]): Promise<void>;
  /** For an issue that may not have been read by this process. */
  ofId(issueId: string): Promise<FieldMap>;
  /** For many issues at once; those that are gone are left out. */
  ofIds(issueIds: readonly string[]): Promise<ReadonlyMap<string, FieldMap>>;
  /**
   * Something about this issue's fields has turned out to be different. False, and nothing is forgotten, when they were
   * asked for less than `olderThanMs` ago.
   */
  forget(issueId: string, olderThanMs?: number): boolean;
}

/** Which custom fields are which, per project and issue type, remembered for half an hour. */
export function createFieldMaps(deps: {
  calls: JiraFieldCalls;
  settingsFor: (project: string) => JiraFieldSettings;
  now: () => number;
}): FieldMaps {
  const { calls, settingsFor, now } = deps;
  const kept = new Map<string, Kept>();
  const kindOf = new Map<string, string>();
  let site: { readonly fields: Promise<readonly JiraSiteField[]>; readonly at: number } | null = null;

  function siteFields(): Promise<readonly JiraSiteField[]> {
    if (site && now() - site.at < KEPT_MS) return site.fields;
    const asked = { fields: calls.siteFields(), at: now() };
    site = asked;
    // A failure is not kept.
    asked.fields.catch(() => {
      if (site === asked) site = null;
    });
    return asked.fields;
  }

  function remember(issue: JiraIssueKind): string {
    const key = JSON.stringify([projectOf(issue), issue.fields.issuetype?.id ?? '']);
    kindOf.delete(issue.id);
    kindOf.set(issue.id, key);
    const [oldest] = kindOf.keys();
    if (kindOf.size > MOST_ISSUES && oldest !== undefined) kindOf.delete(oldest);
    return key;
  }

  function candidatesIn({ names }: JiraIssueKind, settings: JiraFieldSettings): ReadonlySet<string> {
    const wanted = new Set(Object.values(settings.fields).flat().map(nameKey));
    const isWanted = ([id, name]: [string, unknown]) =>
      CUSTOM_FIELD_ID.test(id) && (wanted.has(nameKey(id)) || wanted.has(nameKey(String(name))));
    return new Set(
      Object.entries(names)
        .filter(isWanted)
        .map(([id]) => id),
    );
  }

  function fresh(key: string, issue: JiraIssueKind): Kept | null {
    const entry = kept.get(key);
    if (!entry || now() - entry.at >= KEPT_MS) return null;
    const candidates = candidatesIn(issue, settingsFor(projectOf(issue)));
    return [...candidates].every((id) => entry.candidates.has(id)) ? entry : null;
  }

  function of(issue: KnownIssue): Promise<FieldMap> {
    const key = remember(issue);
    const known = fresh(key, issue);
    if (known) return known.map;
    const settings = settingsFor(projectOf(issue));
    const entry: Kept = { map: ask(issue, settings), at: now(), candidates: candidatesIn(issue, settings) };
    kept.set(key, entry);
    entry.map.catch(() => {
      if (kept.get(key) === entry) kept.delete(key);
    });
    return entry.map;
  }

  async function ask(issue: KnownIssue, settings: JiraFieldSettings): Promise<FieldMap> {
    const [project, typeName, { names }] = [projectOf(issue), issue.fields.issuetype?.name ?? '', issue];
    const what = { project, typeName, settings, names };
    // Translations count only where a name was not found as it is, and most sites have one language.
    const needsSite = isAnyUnknown({ ...what, editMeta: issue.editmeta ?? NOTHING_EDITABLE });
    const siteNames = needsSite ? await siteFields() : null;
    const isSetUp = hasAny(siteNames, issue, settings);
    const editMeta = issue.editmeta ?? (isSetUp ? await calls.editMeta(issue.id) : NOTHING_EDITABLE);
    return fieldMapFrom({ ...what, editMeta, siteFields: siteNames });
  }

  return {
    of,
    async learn(issues) {
      const news = new Map<string, JiraIssueKind>();
      for (const issue of issues) {
        const key = remember(issue);
        if (!news.has(key) && !fresh(key, issue) && hasAny(null, issue, settingsFor(projectOf(issue)))) {
          news.set(key, issue);
        }
      }
      // One alone is asked about when its turn comes.
      if (news.size < 2) return;
      const metas = await calls.editMetas([...news.values()].slice(0, 100).map(({ id }) => id));
      for (const issue of news.values()) {
        const editmeta = metas.get(issue.id);
        if (editmeta) await of({ ...issue, editmeta });
      }
    },
    async ofId(issueId) {
      const known = kept.get(kindOf.get(issueId) ?? '');
      if (known && now() - known.at < KEPT_MS) return known.map;
      return of(await calls.issueKind(issueId));
    },
    async ofIds(issueIds) {
      const maps = new Map<string, FieldMap>();
      const unknown = issueIds.filter((id) => !kindOf.has(id));
      for (let from = 0; from < unknown.length; from += 100) {
        for (const issue of await calls.issueKinds(unknown.slice(from, from + 100))) remember(issue);
      }
      for (const id of issueIds) {
        if (kindOf.has(id)) maps.set(id, await this.ofId(id));
      }
      return maps;
    },
    forget(issueId, olderThanMs = 0) {
      const key = kindOf.get(issueId) ?? '';
      const entry = kept.get(key);
      if (entry && now() - entry.at < olderThanMs) return false;
      kept.delete(key);
      site = null;
      return true;
    },
  };
}

/** Where no configured field is on the site at all, there is nothing to ask about. */
function hasAny(
  siteNames: readonly JiraSiteField[] | null,
  { names }: JiraIssueKind,
  settings: JiraFieldSettings,
): boolean {
  const wanted = Object.values(settings.fields).flat();
  const keys = new Set(wanted.map(nameKey));
  const isWanted = (id: string, itsNames: readonly string[]) =>
    wanted.includes(id) || itsNames.some((name) => keys.has(nameKey(name)));
  return (
    Object.entries(names).some(([id, name]) => isWanted(id, [String(name)])) ||
    (siteNames ?? []).some(({ id, name, otherNames }) => isWanted(id, [name, ...otherNames]))
  );
}

function projectOf({ key, fields }: JiraIssueKind): string {
  return fields.project?.key ?? key.replace(/-\d+$/, '');
}
