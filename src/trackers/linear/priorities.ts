import type { MissionPriority } from '../../domain/mission/mission.ts';
import type { FieldValue } from '../../domain/write-back/fields.ts';

/** Linear's priorities: 0 none, 1 urgent, 2 high, 3 medium, 4 low. The template has six answers for four of them. */
const NATIVE: Readonly<Record<MissionPriority, number>> = {
  yesterday: 1,
  today: 1,
  'this week': 2,
  'this month': 3,
  'this quarter': 4,
  'next year': 4,
};

/** What each native priority reads as; the words of the default settings agree. */
const ANSWERS: Readonly<Record<number, MissionPriority>> = {
  1: 'today',
  2: 'this week',
  3: 'this month',
  4: 'this quarter',
};

/** 0 for an empty value; null for one that is none of the template's answers. */
export function nativePriority(value: FieldValue): number | null {
  if (value === null || value === '') return 0;
  const answer = String(value).trim().toLowerCase();
  return Object.hasOwn(NATIVE, answer) ? NATIVE[answer as MissionPriority] : null;
}

/**
 * The template's answer that a native priority stands for. Where two answers share a priority, the one that was noted
 * when Waymark wrote it is taken, as long as nobody has changed the priority since.
 */
export function priorityAnswer(native: number | null, noted: FieldValue): MissionPriority | null {
  if (noted !== null && native !== null && native !== 0 && nativePriority(noted) === native) {
    return noted as MissionPriority;
  }
  return ANSWERS[native ?? 0] ?? null;
}

/** Whether Linear's own priority does not tell this answer from its neighbour. */
export function needsNote(value: FieldValue): boolean {
  const native = nativePriority(value);
  return native !== null && native !== 0 && ANSWERS[native] !== value;
}
