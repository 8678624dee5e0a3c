import type { CheckId } from '../domain/assessment/finding.ts';
import type { CommandOutcome } from '../domain/commands/answer.ts';
import { type Command, type CommandSlip, isSlip } from '../domain/commands/command.ts';
import type { CommandLine } from '../domain/commands/command-lines.ts';
import { evidenceText } from '../domain/commands/dismissal.ts';
import { valueTitle } from '../domain/commands/field-value.ts';
import type { WaymarkEvent } from '../domain/event.ts';
import type { Issue, Person } from '../domain/issue.ts';
import type { MissionField } from '../domain/mission/mission.ts';
import type {
  Clock,
  CommentLedger,
  FetchedComment,
  FetchedIssue,
  Review,
  Trackers,
  WishChange,
  Wishes,
  WriteLog,
} from '../domain/ports.ts';
import { type AllSettings, settingsFor } from '../domain/settings.ts';
import { mayWriteFields } from '../domain/write-back/gate.ts';
import { sameValue } from '../domain/write-back/same-value.ts';
import { createLoggedWrite } from './logged-write.ts';
import type { ResumeWrites } from './resume-writes.ts';
import { sha256 } from './sha256.ts';
import { valueInTracker } from './value-in-tracker.ts';

/** What one command does: what to tell its author, and what goes on record. */
export interface CarriedOut {
  readonly outcome: CommandOutcome;
  readonly changes: readonly WishChange[];
  readonly events: readonly Pick<WaymarkEvent, 'topic' | 'data'>[];
}

/** Carries out the commands of one comment, one after the other. Safe to repeat: nothing is on record yet. */
export type CarryOut = (asked: {
  readonly review: Review;
  /** Whose words they are, and where they stand. */
  readonly comment: Pick<FetchedComment, 'id' | 'author'>;
  /** When the words were written, ISO 8601. */
  readonly at: string;
}) => (command: Command | CommandSlip, line: CommandLine) => Promise<CarriedOut>;

/** A command of another room, such as a check-in. Answers what to tell the person; may be asked twice after a crash. */
export type OtherCommand = (asked: {
  readonly issue: Issue;
  readonly words: string;
  readonly by: Person;
  readonly commentId: string;
  readonly at: string;
}) => Promise<string>;

export function createCarryOutCommand(deps: {
  trackers: Trackers;
  wishes: Pick<Wishes, 'of'>;
  comments: Pick<CommentLedger, 'find' | 'put'>;
  writes: Pick<WriteLog, 'append' | 'settle'>;
  clock: Clock;
  /** Ends what keeps Waymark from writing on the issue. */
  resumeWrites?: ResumeWrites;
  settings: AllSettings;
  /** By their verb. */
  others?: ReadonlyMap<string, OtherCommand>;
}): CarryOut {
  const { trackers, wishes, comments, others } = deps;
  const write = createLoggedWrite(deps);
  const only = (outcome: CommandOutcome): CarriedOut => ({ outcome, changes: [], events: [] });

  return ({ review, comment, at }) => {
    const { issue } = review;
    const dismissedHere = new Set<CheckId>();
    const open = () =>
      review.assessment.findings.map(({ check }) => check).filter((check) => !dismissedHere.has(check));

    async function dismiss({ check, reason, note }: Extract<Command, { name: 'dismiss' }>) {
      const finding = review.assessment.findings.find((one) => one.check === check);
      if (!finding || dismissedHere.has(check)) {
        const { dismissals } = await wishes.of(issue.ref);
        const isKnown = dismissedHere.has(check) || dismissals.some((one) => one.check === check);
        return only(
          isKnown ? { did: 'dismissed-before', check } : { did: 'no-such-finding', check, open: open() },
        );
      }
      dismissedHere.add(check);
      const evidenceHash = reason === 'false' ? sha256(evidenceText(finding)) : null;
      return {
        outcome: { did: 'dismissed', check, reason },
        changes: [{ kind: 'dismissal', dismissal: { check, reason, evidenceHash }, note }],
        events: [{ topic: 'finding.dismissed', data: { check, reason, note, evidence: finding.evidence } }],
      } satisfies CarriedOut;
    }

    async function set({ field, value, words }: Extract<Command, { name: 'set' }>): Promise<CarriedOut> {
      const known = (await wishes.of(issue.ref)).choices.find((choice) => choice.field === field);
      if (known && Date.parse(known.at) > Date.parse(at)) return only({ did: 'superseded', field });
      const shown = valueTitle(value);
      const { inTracker, because } = await writeToTracker(issue, field, shown);
      // Some places in a tracker can be written and are not read from, such as a card.
      const isReadBack = inTracker && (await valueInTracker(deps, issue, field, at)) === value;
      return {
        outcome: { did: 'set', field, value: shown, inTracker, because },
        changes: [{ kind: 'choice', choice: { field, value, words, inTracker: isReadBack } }],
        events: [],
      };
    }

    return async (command, line) => {
      if (isSlip(command)) {
        const other = command.slip === 'unknown-command' ? others?.get(command.verb) : undefined;
        if (!other) return only({ did: 'slip', slip: command, open: open() });
        const asked = { issue, words: line.words, by: comment.author, commentId: comment.id, at };
        return only({ did: 'told', words: await other(asked) });
      }
      switch (command.name) {
        case 'recheck':
        case 'help':
          return only({ did: command.name });
        case 'off':
          return { ...only({ did: 'off' }), changes: [{ kind: 'switch', off: true }] };
        case 'on':
          await welcomeBack(issue);
          await deps.resumeWrites?.(issue.ref, `${issue.ref.tracker}:${comment.author.id}`);
          return { ...only({ did: 'on' }), changes: [{ kind: 'switch', off: false }] };
        case 'dismiss':
          return dismiss(command);
        case 'set':
          return set(command);
      }
    };
  };

  /** Whoever switches Waymark on wants its comment, also where somebody has deleted it before. */
  async function welcomeBack({ ref }: Issue): Promise<void> {
    const record = await comments.find(ref);
    if (record?.state !== 'deleted-by-person') return;
    const generation = record.generation + 1;
    await comments.put({ ref, state: 'withdrawn', commentId: null, bodyHash: null, generation }, []);
  }

  async function writeToTracker(
    { ref, project }: Issue,
    field: MissionField,
    value: string,
  ): Promise<{ readonly inTracker: boolean; readonly because: string | null }> {
    const tracker = trackers.get(ref.tracker);
    const { mode } = settingsFor(deps.settings, ref.tracker, project).writeBack;
    if (!tracker || !mayWriteFields(mode)) return kept(null);
    const fetched = await tracker.fetchIssue(ref.id);
    const from = fetched?.fields[field];
    if (!fetched || from === undefined) return kept(problemOf(fetched, field));
    if (sameValue(from, value)) return { inTracker: true, because: null };
    // On record as every write, so that it can be taken back; what the person asks for is held by no budget.
    const [problem] = await write(tracker, fetched.issue, [{ field, from, to: value }]);
    if (!problem) return { inTracker: true, because: null };
    // The words of a call that failed as a whole are the tracker's, and for the log.
    return kept(problem.project === '' ? 'the tracker refused it' : problem.message);
  }
}

const kept = (because: string | null) => ({ inTracker: false, because });

function problemOf(fetched: FetchedIssue | null, field: string): string | null {
  return fetched?.fieldProblems.find((problem) => problem.field === field)?.message ?? null;
}
