import type { CheckIn } from '../../src/domain/okr/check-in.ts';
import type { Goal, KeyResult } from '../../src/domain/okr/goal.ts';
import { readGoals } from '../../src/domain/okr/read-goals.ts';
import type { Value } from '../../src/domain/okr/value.ts';
import { readValue } from '../../src/domain/okr/values.ts';
import type { WrittenGoals, WrittenKeyResult } from '../../src/domain/okr/written.ts';

/** A value that must be readable. */
export function aValue(text: string): Value {
  const reading = readValue(text);
  if (!reading.ok) throw new Error(`${text}: ${reading.problem.message}`);
  return reading.value;
}

/** Goals from their written form, which must be free of problems. */
export function someGoals(written: WrittenGoals): readonly Goal[] {
  const { goals, problems } = readGoals(written);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return goals;
}

export function aKeyResult(written: Partial<WrittenKeyResult> = {}): KeyResult {
  const goals = someGoals({
    objectives: [
      {
        id: 'objective',
        statement: 'Shoppers check out without help',
        keyResults: [{ id: 'kr', statement: 'Raise checkout completion from 60% to 80%', ...written }],
      },
    ],
  });
  const found = goals.find((goal) => goal.kind === 'key-result');
  if (found === undefined) throw new Error('no key result');
  return found;
}

export function aCheckIn(day: string, value: string, more: Partial<CheckIn> = {}): CheckIn {
  return {
    id: `${more.keyResult ?? 'kr'}-${day}`,
    keyResult: 'kr',
    day,
    value: aValue(value),
    author: 'ada',
    source: 'manual',
    evidence: [],
    confidence: null,
    note: null,
    corrects: null,
    ...more,
  };
}
