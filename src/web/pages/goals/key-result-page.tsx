import { mayUse } from '../../../domain/access.ts';
import { chanceWords } from '../../../domain/okr/forecast.ts';
import { formatScore } from '../../../domain/okr/score.ts';
import type { KeyResultView } from '../../../workflows/view-goal.ts';
import type { Visitor } from '../page-route.ts';
import { Fact } from '../parts/fact.tsx';
import { Layout, renderPage } from '../parts/layout.tsx';
import { statusNames } from '../parts/names.ts';
import { Chip, Words } from '../parts/words.tsx';
import { AboutGoal } from './about-goal.tsx';
import type { CheckInDraft, DraftProblem } from './check-in-draft.ts';
import { CheckInForm } from './check-in-form.tsx';
import { CheckIns } from './check-ins.tsx';
import { Evidence } from './evidence.tsx';
import { GoalHead } from './goal-head.tsx';
import { confidenceKinds, written } from './goal-names.ts';
import { KeyResultWay, ValueWords, Week } from './key-result-line.tsx';
import { Remarks } from './remarks.tsx';
import { TrendPanel } from './trend.tsx';
import { WhatIf, type WhatIfAsked } from './what-if.tsx';

/** What stands in the forms of the page. */
export interface KeyResultForms {
  readonly draft: CheckInDraft;
  readonly problem: DraftProblem | null;
  readonly asked: WhatIfAsked;
  /** The id of the check-in that was recorded just now. */
  readonly recorded: string | null;
}

/** Everything about one key result. */
export function keyResultPage(view: KeyResultView, forms: KeyResultForms, visitor: Visitor): string {
  const { goal, tree, rows } = view;
  const { session, sight, csrfToken } = visitor;
  const isEditor = session !== null && mayUse('editor', session.role);
  const recorded = rows.find(({ id }) => id === forms.recorded);
  return renderPage(
    <Layout title={goal.statement} visitor={visitor} at="/goals">
      <GoalHead goal={goal} tree={tree}>
        <HeadChips view={view} />
      </GoalHead>
      {recorded && (
        <p class="notice good" role="status">
          Recorded: <Words of={recorded.value.text} longest={60} /> as of {recorded.day}.
        </p>
      )}
      <div class="columns">
        <div>
          <Standing view={view} />
          <TrendPanel view={view} />
          {isEditor && (
            <CheckInForm view={view} draft={forms.draft} problem={forms.problem} csrfToken={csrfToken} />
          )}
          <CheckIns rows={rows} mayCorrect={isEditor} />
        </div>
        <div>
          <AboutGoal goal={goal} tree={tree} sight={sight} />
          <Remarks of={goal.id} tree={tree} findings={view.findings} contradictions={view.contradictions} />
          <Evidence view={view} />
          <WhatIf view={view} asked={forms.asked} />
        </div>
      </div>
    </Layout>,
  );
}

function HeadChips({ view: { now, week } }: { view: KeyResultView }) {
  const { standing } = now;
  const { asOf, status } = standing;
  return (
    <>
      <Chip kind={status.status}>{statusNames[status.status]}</Chip>
      {asOf?.confidence && (
        <Chip kind={confidenceKinds[asOf.confidence]}>{`${asOf.confidence} confidence`}</Chip>
      )}
      <Week week={week} standing={standing} />
    </>
  );
}

/** The figures, the rule that judges them, and where it is heading. */
function Standing({ view: { now } }: { view: KeyResultView }) {
  const { standing, forecast, sourceProblem } = now;
  const { score, band, status } = standing;
  return (
    <section class="panel" aria-labelledby="standing">
      <h2 id="standing">Where it stands</h2>
      <p class="figure">
        <ValueWords standing={standing} />
      </p>
      <KeyResultWay now={now} />
      <dl class="facts">
        <Fact name="Status">
          {statusNames[status.status]}. <span class="quiet">{status.rule}</span>
        </Fact>
        <Fact name="Score">
          {score === null ? 'none yet' : `${formatScore(score)}: ${band ?? ''}`}{' '}
          <span class="quiet">0.7 is the aim; 1.0 is a breakthrough</span>
        </Fact>
        <Fact name="Forecast">
          {forecast === null && <span class="quiet">Without a target and a period there is none.</span>}
          {forecast !== null && forecast.kind !== 'forecast' && forecast.message}
          {forecast?.kind === 'forecast' && standing.keyResult.target && (
            <>
              {`The chance to reach the target is ${chanceWords(forecast.probability)}. `}
              {`Most likely ${written(forecast.interval.low, standing.keyResult.target)} to ${written(forecast.interval.high, standing.keyResult.target)} at the end.`}
            </>
          )}
        </Fact>
      </dl>
      {sourceProblem !== null && (
        <p class="notice bad">
          Its source gave nothing when it was last asked: <Words of={sourceProblem} longest={300} />
        </p>
      )}
    </section>
  );
}
