import type { OutcomeVerdict } from '../../mission/outcome.ts';
import { dayOf } from '../../okr/days.ts';
import type { Line } from '../digest.ts';
import { plain, quiet } from '../digest.ts';
import type { DigestIssue, GoalMaterial } from '../material.ts';
import { isInWeek, type Week } from '../week.ts';
import { issueSpans, type Wording, words } from '../wording.ts';
import { moreOf } from './more-of.ts';
import { defineSection } from './section.ts';

const most = 12;

/** Missions finished within the week, what for, and what the numbers they were for say. */
export const celebrate = defineSection({
  id: 'celebrate',
  needs: ['issues', 'goals'],
  build({ issues, goals }, { week, wording }) {
    const done = issues
      .filter(({ issue, doneOn }) => issue.type !== 'sub-task' && isInWeek(doneOn, week))
      .toSorted((a, b) => Number(b.isLinked) - Number(a.isLinked) || (a.issue.key < b.issue.key ? -1 : 1));
    const [first] = done;
    const told = issues.filter(
      (one) => !done.includes(one) && one.outcome != null && isInWeek(dayOf(one.outcome.at), week),
    );
    if (first === undefined && told.length === 0) return null;
    const title = words(first?.issue.title ?? '', 60).text;
    return {
      title: first === undefined ? 'What became of missions' : 'Finished this week: celebrate',
      blocks: [
        ...(done.length === 0
          ? []
          : [
              {
                kind: 'list',
                items: done.slice(0, most).map((one) => ({
                  line: issueSpans(one.issue),
                  notes: [...purposeOf(one), ...resultsOf(one, goals, week, wording), ...outcomeOf(one)],
                })),
              } as const,
            ]),
        ...moreOf(done.length - most, wording),
        ...(told.length === 0
          ? []
          : [
              ...(first === undefined
                ? []
                : [{ kind: 'paragraph', line: [plain('What became of earlier ones:')] } as const]),
              {
                kind: 'list',
                items: told
                  .slice(0, most)
                  .map((one) => ({ line: issueSpans(one.issue), notes: outcomeOf(one) })),
              } as const,
            ]),
      ],
      isNews: true,
      headline:
        first === undefined
          ? null
          : {
              rank: 5,
              words:
                done.length === 1
                  ? `“${title}” is done`
                  : `${wording.count(done.length, 'mission')} finished`,
            },
      figures: { finished: done.length },
    };
  },
});

const verdictWords: Readonly<Record<OutcomeVerdict, string>> = {
  reached: 'The expected outcome is reached',
  partly: 'The expected outcome is partly reached',
  missed: 'The expected outcome is not reached',
  open: 'Whether it worked cannot be told yet',
};

/** What somebody has said became of it. */
function outcomeOf({ outcome }: DigestIssue): readonly Line[] {
  if (outcome == null) return [];
  const note = words(outcome.note, 200).text;
  return [[plain(`${verdictWords[outcome.verdict]}${note === '' ? '.' : `: ${note}`}`)]];
}

function purposeOf({ assessment: { mission, reading } }: DigestIssue): readonly Line[] {
  const outcome = reading.target?.text ?? reading.benefit?.text;
  // Whoever wrote it down is not whom it was for.
  const persona = reading.persona?.kind === 'internal' ? undefined : mission.persona?.value;
  const said = [
    persona === undefined ? '' : `For: ${words(persona, 60).text}`,
    outcome === undefined ? '' : `Expected: ${words(outcome, 120).text}`,
  ].filter(Boolean);
  return said.length === 0 ? [] : [[quiet(said.join(' · '))]];
}

function resultsOf(
  { issue }: DigestIssue,
  goals: GoalMaterial,
  week: Week,
  wording: Wording,
): readonly Line[] {
  return goals.standings.flatMap((standing) =>
    standing.keyResults.flatMap((one): Line[] => {
      const { keyResult, current } = one;
      const linked = goals.issues.get(keyResult.id) ?? [];
      const isFor = linked.some(({ ref }) => ref.tracker === issue.ref.tracker && ref.id === issue.ref.id);
      if (!isFor || current === null) return [];
      const before = goals.before
        .get(standing.objective.id)
        ?.keyResults.find(({ keyResult: { id } }) => id === keyResult.id);
      const was = before?.current ?? null;
      const name = words(keyResult.metric ?? keyResult.statement, 80).text;
      const now = wording.value(current);
      const moved =
        was === null
          ? `${now}, its first number`
          : was.amount === current.amount
            ? `${now}, no change yet`
            : `${wording.value(was)} on ${wording.date(week.before)}, now ${now}`;
      return [[plain(`${name}: ${moved}.`)]];
    }),
  );
}
