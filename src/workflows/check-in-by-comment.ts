import { checkInCommands } from '../domain/okr/check-in-command.ts';
import { isWebAddress } from '../domain/okr/review/document.ts';
import { statusNames } from '../domain/okr/status.ts';
import { percent } from '../domain/percent.ts';
import type { OtherCommand } from './carry-out-command.ts';
import type { RecordCheckIn } from './record-check-in.ts';
import { sha256 } from './sha256.ts';

/** `/waymark kr <id> <value> [note]` in a comment; the issue it stands on is its evidence. */
export function createCheckInByComment(deps: { recordCheckIn: RecordCheckIn }): OtherCommand {
  return async ({ issue, words, by, commentId, at }) => {
    const [command] = checkInCommands(`/waymark kr ${words}`);
    if (!command) {
      return 'tell me the key result and its value, as in /waymark kr order-completion 64% after the new form.';
    }
    const outcome = await deps.recordCheckIn({
      ...command,
      ...{ by: `${issue.ref.tracker}:${by.id}`, at },
      evidence: isWebAddress(issue.url) ? [issue.url] : [],
      // The same words in the same comment are one check-in, however often they are read.
      key: `comment:${issue.ref.tracker}:${commentId}:${sha256(words)}`,
    });
    if ('message' in outcome) return outcome.message;
    const { checkIn, standing } = outcome;
    const { progress, status, keyResult } = standing;
    const far = progress === null ? '' : `, ${percent(progress)} of the way`;
    return `${keyResult.id} is at ${checkIn.value.text}${far}; ${statusNames[status.status]}.`;
  };
}
