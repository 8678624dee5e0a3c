import type { CheckIn, Confidence } from '../domain/okr/check-in.ts';
import { effectiveCheckIns } from '../domain/okr/check-in.ts';
import { readCheckInWords } from '../domain/okr/check-in-command.ts';
import { type Day, dayOf, isDay, laterOf } from '../domain/okr/days.ts';
import { type KeyResult, likeOf } from '../domain/okr/goal.ts';
import type { GoalTree } from '../domain/okr/goal-tree.ts';
import { isWebAddress } from '../domain/okr/review/document.ts';
import { similarity } from '../domain/okr/similarity.ts';
import { type KeyResultStanding, standingOf } from '../domain/okr/standing.ts';
import type { CheckIns, Clock, MovedGoals, StoredCheckIn } from '../domain/ports.ts';
import { localDay } from './digest-times.ts';
import type { FindGoals } from './find-goals.ts';

/** What somebody says of a key result. */
export interface CheckInRequest {
  readonly keyResult: string;
  /** The value, and behind it a note and `confidence:low` where they are not given apart. */
  readonly words: string;
  /** A person's account or name. */
  readonly by: string;
  /** The day it speaks of; by default the one on which it was said. */
  readonly day?: Day | undefined;
  /** Where it was said, as `Asia/Tokyo`: the next day may have begun there. UTC by default, and when there is none such. */
  readonly zone?: string | undefined;
  readonly note?: string | undefined;
  readonly confidence?: Confidence | undefined;
  readonly evidence?: readonly string[] | undefined;
  /** The id of the check-in that this one replaces. */
  readonly corrects?: string | undefined;
  /** Names what it comes from, where that may be repeated. */
  readonly key?: string | undefined;
  /** When it was said, ISO 8601; now by default. */
  readonly at?: string | undefined;
  /** Who sent it, for the audit log, where it is the word of somebody else. */
  readonly doneBy?: string | undefined;
  /** The address that it came from, for the audit log. */
  readonly from?: string | undefined;
}

export type RecordOutcome =
  | {
      /** `known`: the same key is on record; nothing was added. */
      readonly outcome: 'recorded' | 'known';
      readonly checkIn: StoredCheckIn;
      readonly standing: KeyResultStanding;
    }
  | {
      readonly outcome: 'no-such-key-result';
      readonly message: string;
      readonly suggestions: readonly string[];
    }
  /** It was not recorded, and why, in words for the person who asked. */
  | {
      readonly outcome: 'unreadable' | 'refused' | 'corrected-already';
      /** The part of the request that is to be mended. */
      readonly about: 'value' | 'day' | 'evidence' | 'corrects';
      readonly message: string;
    };

export type RecordCheckIn = (request: CheckInRequest) => Promise<RecordOutcome>;

const longestNote = 2_000;
const mostEvidence = 20;

/** Takes down what a person says of a key result; a correction is a new row that names the old. */
export function createRecordCheckIn(deps: {
  findGoals: FindGoals;
  checkIns: CheckIns;
  moved: MovedGoals;
  clock: Clock;
}): RecordCheckIn {
  const { findGoals, checkIns, moved, clock } = deps;
  return async (request) => {
    const { tree } = await findGoals();
    const keyResult = tree.get(request.keyResult);
    if (keyResult?.kind !== 'key-result') return unknown(tree, request.keyResult);
    const read = readCheckInWords(request.words.trim(), likeOf(keyResult));
    if (!read.ok) return { outcome: 'unreadable', about: 'value', message: read.message };
    const now = clock.now().toISOString();
    const today = dayOf(now);
    const said = dayOf(request.at ?? now);
    // A tracker's clock may run ahead of ours.
    const [earlier = today] = [said, today].sort();
    const day = request.day ?? earlier;
    const there = localDay(request.zone ?? 'utc', new Date(now)) || today;
    const problem =
      dayProblem(day, laterOf(today, there)) ??
      evidenceProblem(request) ??
      (await correctionProblem(request));
    if (problem !== null) return { outcome: 'refused', ...problem };
    const { by: author, corrects = null, key = null, at = now, from } = request;
    const note = request.note?.trim() || read.note;
    const [before] = from ? (await effectiveOf(keyResult)).slice(-1) : [];
    const outcome = await checkIns.add(
      {
        ...{ keyResult: keyResult.id, day, value: read.value, author, corrects, key, at },
        source: 'manual',
        evidence: request.evidence ?? [],
        confidence: request.confidence ?? read.confidence,
        note: note === null ? null : note.slice(0, longestNote),
      },
      [
        {
          topic: 'checkin.recorded',
          subject: `goal:${keyResult.id}`,
          data: {
            day,
            value: read.value.text,
            source: 'manual',
            ...(corrects && { corrects }),
            ...(from && {
              from,
              by: author,
              before: before?.value.text ?? null,
              after: read.value.text,
            }),
          },
          actor: request.doneBy ?? author,
          at: now,
        },
      ],
    );
    if (outcome.outcome === 'corrected-already') {
      const message = `Check-in ${corrects ?? ''} has been corrected already: correct its correction instead.`;
      return { outcome: 'corrected-already', about: 'corrects', message };
    }
    // Also for a known one: the process may have ended before it told anybody.
    await moved.moved([keyResult.id], 'check-in');
    return {
      outcome: outcome.outcome === 'added' ? 'recorded' : 'known',
      checkIn: outcome.checkIn,
      standing: await standing(keyResult, tree, today),
    };
  };

  async function standing(keyResult: KeyResult, tree: GoalTree, today: Day): Promise<KeyResultStanding> {
    return standingOf(keyResult, await effectiveOf(keyResult), tree.periodOf(keyResult.id), today);
  }

  async function effectiveOf({ id }: KeyResult): Promise<readonly CheckIn[]> {
    return effectiveCheckIns((await checkIns.of([id])).get(id) ?? []);
  }

  async function correctionProblem({ corrects, keyResult }: CheckInRequest): Promise<Problem | null> {
    if (corrects === undefined) return null;
    const corrected: CheckIn | null = await checkIns.find(corrects);
    if (corrected?.keyResult === keyResult) return null;
    const message =
      corrected === null
        ? `There is no check-in ${corrects} to correct.`
        : `Check-in ${corrects} is about ${corrected.keyResult}, not about ${keyResult}.`;
    return { about: 'corrects', message };
  }
}

interface Problem {
  readonly about: 'day' | 'evidence' | 'corrects';
  readonly message: string;
}

function dayProblem(day: string, today: Day): Problem | null {
  const about = 'day';
  const written = day.slice(0, 40);
  if (!isDay(day)) return { about, message: `“${written}” is no day: write it as 2026-11-02.` };
  if (day <= today) return null;
  return { about, message: `${day} is still to come: a check-in tells what is so already.` };
}

function evidenceProblem({ evidence = [] }: CheckInRequest): Problem | null {
  const about = 'evidence';
  if (evidence.length > mostEvidence) {
    return { about, message: `At most ${mostEvidence} links show enough.` };
  }
  const wrong = evidence.find((link) => !isWebAddress(link) || link.length > 2_000);
  return wrong === undefined ? null : { about, message: `“${wrong.slice(0, 80)}” is no web address.` };
}

function unknown(tree: GoalTree, given: string): RecordOutcome {
  const likeness = (id: string, words: string) =>
    Math.max(similarity(id.replaceAll('-', ' '), given.replaceAll('-', ' ')), similarity(words, given));
  const suggestions = tree
    .keyResults()
    .map(({ id, statement }) => ({ id, likeness: likeness(id, statement) }))
    .filter((one) => one.likeness > 0.3)
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, 3)
    .map(({ id }) => id);
  const hint = suggestions.length === 0 ? '' : ` Did you mean ${suggestions.join(', ')}?`;
  const message = `There is no key result “${given.slice(0, 64)}”.${hint}`;
  return { outcome: 'no-such-key-result', message, suggestions };
}
