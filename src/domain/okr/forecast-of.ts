import type { CheckIn } from './check-in.ts';
import type { Day } from './days.ts';
import { type Forecast, forecast, type WhatIf } from './forecast.ts';
import { directionOf, type KeyResult } from './goal.ts';
import type { Period } from './period.ts';
import { inUnitOf } from './value-compare.ts';

/** The forecast of one key result from its effective check-ins; null without a target or a period. */
export function forecastOf(
  keyResult: KeyResult,
  checkIns: readonly CheckIn[],
  period: Period | null,
  today: Day,
  whatIf?: WhatIf,
): Forecast | null {
  const { target } = keyResult;
  if (target === null || period === null) return null;
  const inOneUnit = checkIns.flatMap((row) => {
    const value = inUnitOf(row.value, target);
    return value === null ? [] : [{ ...row, value }];
  });
  return forecast({
    ...{ keyResult: keyResult.id, checkIns: inOneUnit, direction: directionOf(keyResult) },
    ...{ target: target.amount, unit: target.unit, period, today },
    ...(whatIf && { whatIf }),
  });
}
