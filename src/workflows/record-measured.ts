import type { CheckIn } from '../domain/okr/check-in.ts';
import type { KeyResult } from '../domain/okr/goal.ts';
import { isWorthRecording } from '../domain/okr/measured.ts';
import type { OkrSettings } from '../domain/okr/okr-settings.ts';
import type { Value } from '../domain/okr/value.ts';
import type { CheckIns, Clock } from '../domain/ports.ts';

export interface Measured {
  readonly keyResult: KeyResult;
  readonly value: Value;
  readonly source: Exclude<CheckIn['source'], 'manual' | 'import'>;
  /** Links that show it; asked for only when it is recorded. `since` is the day of the last row of this source. */
  evidence(since: string | null): Promise<readonly string[]>;
}

/**
 * Makes a check-in of a measured value where it is worth one, see `isWorthRecording`. `rows` are those of the key
 * result when they are at hand. Safe to repeat and to run twice at once. Whoever calls tells that the goals moved.
 */
export type RecordMeasured = (
  measured: Measured,
  rows?: readonly CheckIn[],
) => Promise<'recorded' | 'unchanged'>;

export function createRecordMeasured(deps: {
  checkIns: CheckIns;
  settings: Pick<OkrSettings, 'stepPercent'>;
  clock: Clock;
}): RecordMeasured {
  const { checkIns, settings, clock } = deps;
  return async ({ keyResult, value, source, evidence }, given) => {
    const at = clock.now().toISOString();
    const day = at.slice(0, 10);
    const rows = given ?? (await checkIns.of([keyResult.id])).get(keyResult.id) ?? [];
    const last = rows.findLast((row) => row.source === source) ?? null;
    if (!isWorthRecording(keyResult, last, value, day, settings.stepPercent)) return 'unchanged';
    const { outcome } = await checkIns.add(
      {
        ...{ keyResult: keyResult.id, day, value, source, at, author: 'waymark' },
        ...{ confidence: null, note: null, corrects: null },
        evidence: await evidence(last?.day ?? null),
        // Two measurements at once follow on the same row, and only one of them is taken.
        key: `${source}:${keyResult.id}:${last?.id ?? 'first'}`,
      },
      [
        {
          topic: 'checkin.recorded',
          subject: `goal:${keyResult.id}`,
          data: { day, value: value.text, source },
          actor: 'waymark',
          at,
        },
      ],
    );
    return outcome === 'added' ? 'recorded' : 'unchanged';
  };
}
