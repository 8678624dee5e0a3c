import { answerBody, type CommandOutcome, cannotTell, notAllowed } from '../domain/commands/answer.ts';
import { verbs } from '../domain/commands/command.ts';
import { type CommandLine, type CommandReading, commandLines } from '../domain/commands/command-lines.ts';
import { readCommand } from '../domain/commands/read-command.ts';
import { TrackerError } from '../domain/errors.ts';
import type { WaymarkEvent } from '../domain/event.ts';
import type { IssueRef } from '../domain/issue.ts';
import type {
  Clock,
  FetchedComment,
  HandledComment,
  Log,
  Review,
  Reviews,
  Tracker,
  Trackers,
  Wishes,
} from '../domain/ports.ts';
import { type AllSettings, settingsFor } from '../domain/settings.ts';
import type { CarriedOut, CarryOut } from './carry-out-command.ts';
import type { ReviewIssue } from './review-issue.ts';
import { sha256 } from './sha256.ts';
import type { WeighChecks } from './weigh-checks.ts';

/** One command with what came of it, for metrics: `refused`, `slip`, or what `CommandOutcome` calls it. */
export interface HandledCommand {
  readonly command: string;
  readonly outcome: string;
}

/** Carries out the commands in these comments of one issue; answers what it did, empty when there was nothing new. */
export type HandleComments = (
  ref: IssueRef,
  commentIds: readonly string[],
) => Promise<readonly HandledCommand[]>;

interface Spoken {
  readonly comment: FetchedComment;
  readonly reading: CommandReading;
  readonly textHash: string;
}

/**
 * Reads the comments as they are now and does what they ask, in the order in which they were written. Each text of a
 * comment is handled once, however often its event comes; its effects go on record in one step, so a repetition after
 * a crash does nothing twice. The answer is kept for the living comment, which the review that follows writes.
 */
export function createHandleComments(deps: {
  trackers: Trackers;
  wishes: Wishes;
  reviews: Pick<Reviews, 'find'>;
  reviewIssue: ReviewIssue;
  carryOut: CarryOut;
  weighChecks: WeighChecks;
  settings: AllSettings;
  clock: Clock;
  log: Log;
}): HandleComments {
  const { wishes, reviews, reviewIssue, carryOut, weighChecks, clock, log } = deps;

  return async (ref, commentIds) => {
    const tracker = deps.trackers.get(ref.tracker);
    if (commentIds.length === 0 || !tracker) return [];
    const spoken: Spoken[] = [];
    for (const id of commentIds) {
      const one = await listen(tracker, ref, id);
      if (one) spoken.push(one);
    }
    const handled: HandledCommand[] = [];
    for (const one of spoken.toSorted((a, b) => Date.parse(spokenAt(a)) - Date.parse(spokenAt(b)))) {
      // A comment that came before the first review is about what that review finds.
      const review = (await reviews.find(ref)) ?? (await firstReview(ref));
      if (!review) return handled;
      const { enabled } = settingsFor(deps.settings, ref.tracker, review.issue.project).commands;
      if (enabled) handled.push(...(await handle(ref, review, one)));
    }
    return handled;
  };

  /** Null when it is gone, is not a person's, holds no command, or was handled. */
  async function listen(tracker: Tracker, ref: IssueRef, id: string): Promise<Spoken | null> {
    const comment = await readable(tracker, ref, id);
    if (!comment || comment.author.bot || comment.author.id === (await tracker.whoAmI()).id) return null;
    const reading = commandLines(comment.text);
    if (reading.lines.length === 0) return null;
    // Of the commands alone: whoever mends a typo elsewhere in the comment asks for nothing again.
    const textHash = sha256(JSON.stringify(reading.lines));
    return (await wishes.isHandled(ref.tracker, id, textHash)) ? null : { comment, reading, textHash };
  }

  async function readable(tracker: Tracker, ref: IssueRef, id: string): Promise<FetchedComment | null> {
    try {
      return await tracker.fetchComment(ref.id, id);
    } catch (error) {
      if (!(error instanceof TrackerError) || (error.kind !== 'invalid' && error.kind !== 'not-found'))
        throw error;
      // One that Waymark may not read must not keep the issue from being reviewed.
      log.warn(
        { tracker: ref.tracker, issue: ref.id, comment: id, error: error.message },
        'comment not readable',
      );
      return null;
    }
  }

  async function firstReview(ref: IssueRef): Promise<Review | null> {
    const { outcome } = await reviewIssue(ref);
    return outcome === 'gone' ? null : reviews.find(ref);
  }

  async function handle(ref: IssueRef, review: Review, spoken: Spoken): Promise<readonly HandledCommand[]> {
    const { comment } = spoken;
    const carried = comment.authorMayEdit
      ? await obey(review, spoken)
      : await refuse(ref, comment, spoken.reading);
    const { changes, outcomes } = carried;
    const commands = carried.commands.map((command, index) => ({
      command,
      outcome: outcomes[index]?.did ?? 'refused',
    }));
    const by = `${ref.tracker}:${comment.author.id}`;
    const topic = comment.authorMayEdit ? 'command.handled' : 'command.refused';
    const event = (one: Pick<WaymarkEvent, 'topic' | 'data'>): WaymarkEvent => ({
      topic: one.topic,
      subject: `${ref.tracker}:${ref.id}`,
      data: { key: review.issue.key, comment: comment.id, ...one.data },
      actor: by,
      at: clock.now().toISOString(),
    });
    const recorded = await wishes.record(
      {
        ...{ ref, changes, by, commentId: comment.id, textHash: spoken.textHash, at: spokenAt(spoken) },
        answer: carried.answer,
      },
      [...carried.events, { topic, data: { commands } } as const].map(event),
    );
    if (recorded === 'repeated') return [];
    const isJudged = changes.some((one) => one.kind === 'dismissal' && one.dismissal.reason === 'false');
    if (isJudged) await weighChecks({ tracker: ref.tracker, project: review.issue.project });
    log.info(
      { tracker: ref.tracker, issue: review.issue.key, comment: comment.id, commands },
      'commands handled',
    );
    return commands;
  }

  async function obey(review: Review, spoken: Spoken): Promise<Carried> {
    const { comment, reading } = spoken;
    const settings = settingsFor(deps.settings, review.issue.ref.tracker, review.issue.project);
    const done: CarriedOut[] = [];
    const session = carryOut({ review, comment, at: spokenAt(spoken) });
    for (const line of reading.lines) {
      const command = readCommand(line, settings.mission);
      done.push(await session(command, line));
    }
    const outcomes = done.map(({ outcome }) => outcome);
    const tooMany: readonly CommandOutcome[] =
      reading.passedOver > 0 ? [{ did: 'too-many', passedOver: reading.passedOver }] : [];
    const body = answerBody({
      by: comment.author.name,
      at: spokenAt(spoken),
      outcomes: [...withOneHint(outcomes), ...tooMany],
    });
    return {
      commands: reading.lines.map(nameOf),
      outcomes,
      changes: done.flatMap(({ changes }) => changes),
      events: done.flatMap(({ events }) => events),
      answer: body && { body, opensComment: true },
    };
  }

  /** Those who may not are told so once on an issue, in a comment that is there anyway and answers nobody else. */
  async function refuse(ref: IssueRef, comment: FetchedComment, reading: CommandReading): Promise<Carried> {
    const { isHinted, answer } = await wishes.of(ref);
    const isTold = !isHinted && answer === null;
    const body = comment.cannotTell === undefined ? notAllowed : cannotTell(comment.cannotTell);
    return {
      commands: reading.lines.map(nameOf),
      outcomes: [],
      changes: isTold ? [{ kind: 'hint' }] : [],
      events: [],
      answer: isTold ? { body, opensComment: false } : null,
    };
  }
}

interface Carried extends Pick<HandledComment, 'changes' | 'answer'> {
  readonly commands: readonly string[];
  readonly outcomes: readonly CommandOutcome[];
  readonly events: CarriedOut['events'];
}

function spokenAt({ comment }: Spoken): string {
  return comment.updatedAt ?? comment.createdAt;
}

/** Fit for a metric: people may write anything after `/waymark`. */
function nameOf({ verb }: CommandLine): string {
  return verbs.find((name) => name === (verb || 'help')) ?? 'unknown';
}

/** However many unknown commands a comment holds, one hint answers them. */
function withOneHint(outcomes: readonly CommandOutcome[]): readonly CommandOutcome[] {
  const isUnknown = (one: CommandOutcome) => one.did === 'slip' && one.slip.slip === 'unknown-command';
  const first = outcomes.findIndex(isUnknown);
  return outcomes.filter((one, index) => !isUnknown(one) || index === first);
}
