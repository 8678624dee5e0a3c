import { mayUse } from '../../../domain/access.ts';
import {
  longestOutcomeNote,
  type OutcomeNote,
  type OutcomeVerdict,
  outcomeVerdicts,
} from '../../../domain/mission/outcome.ts';
import type { Value } from '../../../domain/okr/value.ts';
import type { MissionGoal, MissionView } from '../../../workflows/view-mission.ts';
import type { Visitor } from '../page-route.ts';
import { Fact } from '../parts/fact.tsx';
import { missionPath } from '../parts/names.ts';
import { Chip, Moment, Words } from '../parts/words.tsx';
import { PartPanel } from './part-panel.tsx';

const verdictWords: Readonly<Record<OutcomeVerdict, string>> = {
  reached: 'reached',
  partly: 'partly reached',
  missed: 'not reached',
  open: 'cannot be told yet',
};
const verdictKinds: Readonly<Record<OutcomeVerdict, string>> = {
  reached: 'done',
  partly: 'at-risk',
  missed: 'off-track',
  open: 'line',
};

/** What the mission was to bring, and what became of it. */
export function Outcome({ view, visitor }: { view: MissionView; visitor: Visitor }) {
  const { review, goals, doneOn, outcomes } = view;
  const { issue, assessment } = review;
  const { benefit, target } = assessment.reading;
  return (
    <PartPanel part="outcome" issue={issue.ref} title="What is to come of it" isSending={false}>
      <dl class="facts">
        <Fact name="Expected">
          <Said words={benefit?.text} />
        </Fact>
        <Fact name="Target">
          <Said words={target?.text} />
        </Fact>
        <Fact name="Finished">{doneOn ?? <span class="quiet">not yet</span>}</Fact>
      </dl>
      {doneOn !== null &&
        goals.map((goal) => <Movement key={goal.now.standing.keyResult.id} goal={goal} doneOn={doneOn} />)}
      {doneOn !== null && goals.length === 0 && (
        <p class="quiet">No key result is linked, so no number tells what it has changed.</p>
      )}
      {outcomes.map((note, index) => (
        <Note key={index} note={note} isLast={index === 0} />
      ))}
      {mayUse('editor', visitor.session?.role ?? null) && <Say view={view} visitor={visitor} />}
    </PartPanel>
  );
}

function Said({ words }: { words: string | undefined }) {
  return words === undefined ? <Chip kind="gap">missing</Chip> : <Words of={words} longest={400} />;
}

const valueWords = (value: Value | null) => (value === null ? 'no value' : value.text);

/** Where the number stood when the mission was done, and where it stands now. */
function Movement({ goal, doneOn }: { goal: MissionGoal; doneOn: string }) {
  const { now, whenDone } = goal;
  const { keyResult, current, progress } = now.standing;
  const moved = progress === null || whenDone?.progress == null ? null : progress - whenDone.progress;
  return (
    <div class="finding">
      <p>
        <Words of={keyResult.metric ?? keyResult.statement} />
      </p>
      <p>
        <Words of={valueWords(whenDone?.current ?? null)} longest={40} /> on {doneOn}, now{' '}
        <Words of={valueWords(current)} longest={40} />{' '}
        {moved !== null && (
          <Chip kind={moved > 0 ? 'on-track' : moved < 0 ? 'off-track' : 'line'}>{movedWords(moved)}</Chip>
        )}
      </p>
    </div>
  );
}

function movedWords(moved: number): string {
  const points = Math.round(Math.abs(moved) * 100);
  if (points === 0) return 'has not moved';
  return `${points} ${points === 1 ? 'point' : 'points'} ${moved > 0 ? 'nearer' : 'further away'}`;
}

function Note({ note: { verdict, note, by, at }, isLast }: { note: OutcomeNote; isLast: boolean }) {
  return (
    <div class={`finding${isLast ? '' : ' quiet'}`}>
      <div class="chips">
        <Chip kind={isLast ? verdictKinds[verdict] : 'line'}>{verdictWords[verdict]}</Chip>
        <span class="quiet">
          <Words of={by} longest={80} />, <Moment at={at} />
        </span>
      </div>
      {note !== '' && (
        <p class="said" dir="auto">
          <Words of={note} longest={longestOutcomeNote} />
        </p>
      )}
    </div>
  );
}

/** Kept by Waymark: no tracker has a place for it. */
function Say({ view, visitor }: { view: MissionView; visitor: Visitor }) {
  const { ref } = view.review.issue;
  const [last] = view.outcomes;
  return (
    <details class="open-form">
      <summary>Say what became of it</summary>
      <form class="edit" method="post" action={`${missionPath(ref)}/outcomes`} data-in-place="outcome">
        <input type="hidden" name="_csrf" value={visitor.csrfToken} />
        <input type="hidden" name="back" value={missionPath(ref)} />
        <div>
          <label for="verdict">The expected outcome is</label>
          <select id="verdict" name="verdict">
            {outcomeVerdicts.map((verdict) => (
              <option key={verdict} value={verdict} selected={verdict === last?.verdict}>
                {verdictWords[verdict]}
              </option>
            ))}
          </select>
        </div>
        <div class="long">
          <label for="outcome-note">What has changed, and how you know</label>
          <textarea id="outcome-note" name="note" rows={3} maxLength={longestOutcomeNote} dir="auto" />
        </div>
        <p class="wrong" role="alert" hidden />
        <div class="actions">
          <button type="submit">Save</button>
        </div>
      </form>
    </details>
  );
}
