import type { TrackerErrorKind } from '../errors.ts';
import { quoted, sentence } from '../quoted.ts';
import type { FieldProblem, FieldValue } from '../write-back/fields.ts';
import type { HoldReason } from '../write-back/gate.ts';
import type { WriteBackMode } from '../write-back/write-back-settings.ts';
import type { WhyNot } from './edit.ts';

/** Why an edit waits longer than its turn. */
export function whyHeld(because: HoldReason): WhyNot {
  switch (because) {
    case 'quiet-hours':
      return { reason: 'These are quiet hours: nothing is written now.', remedy: 'It is sent afterwards.' };
    case 'issue-budget':
      return {
        reason: 'Enough was written on this issue today.',
        remedy: 'It is sent when there is room; writeBack.budget.perIssuePerDay says how much there is.',
      };
    case 'project-budget':
      return {
        reason: 'Enough was written in this project within the hour.',
        remedy: 'It is sent when there is room; writeBack.budget.perProjectPerHour says how much there is.',
      };
    case 'breaker':
      return {
        reason: 'Something else keeps changing the values on this issue.',
        remedy: 'It is sent after the pause; find the automation that writes the same field.',
      };
  }
}

/** Why an edit waits while the tracker gives no answer. */
export function whyNoAnswer(kind: TrackerErrorKind): WhyNot {
  switch (kind) {
    case 'rate-limited':
      return { reason: 'The tracker asks for a pause.', remedy: 'It is tried again by itself.' };
    case 'auth':
      return {
        reason: 'The tracker does not let Waymark in.',
        remedy: 'An administrator checks the account and its token with waymark doctor.',
      };
    default:
      return { reason: 'The tracker gives no answer.', remedy: 'It is tried again by itself.' };
  }
}

/** Why Waymark keeps the value itself. */
export function whyKept(mode: WriteBackMode, problem: FieldProblem | null): WhyNot {
  if (mode === 'off' || mode === 'digest-only') {
    return {
      reason: 'Waymark writes no fields in this project, so it keeps the value itself.',
      remedy: 'An administrator can set writeBack.mode to fields-only or comment.',
    };
  }
  return {
    reason: `${problem ? sentence(problem.message) : 'The tracker has no field for it.'} Waymark keeps the value itself.`,
    remedy: problem ? sentence(problem.remedy) : 'waymark provision sets the fields up.',
  };
}

/** The tracker holds another value, and that one counts. */
export const whyNotWritten: WhyNot = {
  reason: 'Waymark writes no fields in this project, and the tracker holds another value.',
  remedy: 'Change it in the tracker, or have writeBack.mode set to fields-only or comment.',
};

export function whyRefused({ message, remedy }: Pick<FieldProblem, 'message' | 'remedy'>): WhyNot {
  return { reason: `The tracker refused it: ${sentence(message)}`, remedy: sentence(remedy) };
}

/** Somebody else was faster, and theirs stays. */
export function whyOvertaken(found: FieldValue): WhyNot {
  return {
    reason: `Somebody set it to ${quoted(String(found ?? ''), 80)} in the tracker in the meantime.`,
    remedy: 'Look at that value, and edit again if yours is still right.',
  };
}

export const whyOff: WhyNot = {
  reason: 'Waymark was told to leave this issue alone.',
  remedy: 'Write /waymark on as a comment on the issue, or take its label off, and edit again.',
};

export const whyGone: WhyNot = {
  reason: 'The issue is deleted, or Waymark may not see it any more.',
  remedy: 'Look for it in the tracker.',
};

export const whyUndone: WhyNot = {
  reason: 'What Waymark wrote here was taken back, so it leaves the issue alone.',
  remedy: 'Write /waymark on as a comment on the issue and edit again.',
};

export const whyLaterCommand: WhyNot = {
  reason: 'A later command on the issue has set it already.',
  remedy: null,
};

export const whyNoFinding: WhyNot = {
  reason: 'There is no such finding on this issue any more.',
  remedy: null,
};

export const changedSince: WhyNot = {
  reason: 'It was written, and somebody has changed it in the tracker since.',
  remedy: null,
};
