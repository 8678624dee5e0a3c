import type { TrackerError } from '../domain/errors.ts';
import type { WaymarkEvent } from '../domain/event.ts';
import type { Issue } from '../domain/issue.ts';
import type { Clock, FieldRefusal, FieldRefusals, Log } from '../domain/ports.ts';
import type { Settings } from '../domain/settings.ts';
import type { FieldChange, FieldProblem, SyncedField } from '../domain/write-back/fields.ts';
import { settingsFingerprint } from './fingerprint.ts';

/** Remembers what a tracker would not take, so that it is told once and not tried on every look. */
export interface RefusalDesk {
  /** What is known of issues like this one. */
  known(issue: Issue, settings: Settings): Promise<KnownRefusals>;
  /** Fields that this issue cannot have, as the look at it told. */
  note(issue: Issue, settings: Settings, problems: readonly FieldProblem[]): Promise<void>;
}

export interface KnownRefusals {
  isWorthATry(change: FieldChange): boolean;
  /** These changes were tried, and these problems came of it. */
  tell(tried: readonly FieldChange[], problems: readonly FieldProblem[]): Promise<void>;
}

const HOUR_MS = 3_600_000;
const listLimit = 500;
/** Fields whose values are words of the issue: refusing one of them says something about the field. */
const freeText: readonly SyncedField[] = ['name', 'problem', 'persona', 'keyResult'];

export function createRefusalDesk(deps: {
  refusals: FieldRefusals;
  clock: Clock;
  log: Log;
  /** Called for each refusal, for the metrics. */
  onRefused?: (refusal: FieldRefusal) => void;
}): RefusalDesk {
  const { refusals, clock, log } = deps;
  /** What this process has noted and until when, so that a look at each of a thousand issues writes it down once. */
  const noted = new Map<string, number>();

  return {
    async known(issue, settings) {
      const { project, typeName } = issue;
      const { tracker } = issue.ref;
      const inProject = await refusals.list({ tracker, project, limit: listLimit });
      const known = inProject.filter((refusal) => refusal.typeName === typeName);
      const fingerprint = settingsFingerprint(settings);
      const now = clock.now().getTime();
      const matches = (refusal: FieldRefusal, { field, to }: FieldChange) =>
        refusal.field === field && refusal.option === optionOf(field, to);
      return {
        isWorthATry: (change) =>
          !known.some(
            (refusal) =>
              matches(refusal, change) &&
              refusal.fingerprint === fingerprint &&
              Date.parse(refusal.retryAt) > now,
          ),
        async tell(tried, problems) {
          const refused = tried.flatMap((change) => {
            const problem = problems.find(({ field }) => field === change.field);
            const option = optionOf(change.field, change.to);
            return problem ? [refusalOf(issue, settings, problem, option, retryMs(settings))] : [];
          });
          await tell(issue, refused);
          const written = tried.filter(({ field }) => !problems.some((problem) => problem.field === field));
          for (const { field, option } of known.filter((refusal) =>
            written.some((change) => matches(refusal, change) || isOfField(refusal, change)),
          )) {
            await refusals.clear({ tracker, project, typeName, field, option });
          }
        },
      };
    },

    async note(issue, settings, problems) {
      const now = clock.now().getTime();
      const news = problems.filter(({ field, message }) => {
        const key = JSON.stringify([issue.ref.tracker, issue.project, issue.typeName, field, message]);
        if ((noted.get(key) ?? 0) > now) return false;
        noted.set(key, now + retryMs(settings));
        return true;
      });
      // Once the field is there, it is worth a try at once.
      await tell(
        issue,
        news.map((problem) => refusalOf(issue, settings, problem, '', 0)),
      );
    },
  };

  function refusalOf(
    issue: Issue,
    settings: Settings,
    { field, message, remedy }: FieldProblem,
    option: string,
    waitMs: number,
  ): FieldRefusal {
    const now = clock.now();
    return {
      ...{ field, message, remedy, option },
      tracker: issue.ref.tracker,
      project: issue.project,
      typeName: issue.typeName,
      fingerprint: settingsFingerprint(settings),
      at: now.toISOString(),
      retryAt: new Date(now.getTime() + waitMs).toISOString(),
    };
  }

  async function tell({ ref, key }: Issue, found: readonly FieldRefusal[]): Promise<void> {
    if (found.length === 0) return;
    const subject = `${ref.tracker}:${ref.id}`;
    const events = found.map(({ field, option, message, at }): WaymarkEvent => {
      const data = { key, field, option, message };
      return { topic: 'fields.refused', subject, data, actor: 'waymark', at };
    });
    await refusals.put(found, events);
    for (const refusal of found) {
      const { fingerprint: _, retryAt: __, at: ___, ...fields } = refusal;
      log.warn({ ...fields, issue: key }, 'a field cannot be written');
      deps.onRefused?.(refusal);
    }
  }
}

/**
 * A call that the tracker did not understand, or does not allow this account, would fail again however often it is
 * tried, and must not keep the issue's comment waiting: each of its fields counts as refused. Null for other errors.
 */
export function refusalsOfAll(
  error: TrackerError,
  changes: readonly FieldChange[],
): readonly FieldProblem[] | null {
  if (error.kind !== 'invalid' && !(error.kind === 'auth' && error.status === 403)) return null;
  const remedy =
    error.status === 403
      ? 'Give Waymark’s account the permission to edit issues in this project.'
      : 'Check that the field takes this value on the edit screen of this type of issue.';
  return changes.map(({ field }) => ({ project: '', field, message: error.message, remedy }));
}

/** Noted before any value was tried. */
function isOfField(refusal: FieldRefusal, { field }: FieldChange): boolean {
  return refusal.field === field && refusal.option === '';
}

function retryMs({ writeBack }: Settings): number {
  return writeBack.retryRefusedHours * HOUR_MS;
}

function optionOf(field: SyncedField, value: FieldChange['to']): string {
  return typeof value === 'string' && !freeText.includes(field) ? value : '';
}
