import type { Audit, AuditFigures } from '../../../domain/audit/audit.ts';
import { type AuditPeriod, periodBefore } from '../../../domain/audit/period.ts';
import { NONE } from '../../../domain/mission/board-groups.ts';
import { boardPath } from '../board/board-query.ts';
import type { Visitor } from '../page-route.ts';
import { Layout, renderPage } from '../parts/layout.tsx';
import { countWords, fieldNames, percent } from '../parts/names.ts';
import { scrolls } from '../parts/scrolls.ts';
import { auditTitle, periodWords, privacyWords, silenceWords, teamWords } from './audit-words.ts';
import { Choose } from './choose.tsx';
import { FramingTrend } from './framing-trend.tsx';
import { ShareTable } from './share-bars.tsx';
import { NoGoal, Rewrites } from './story-lists.tsx';

/** The coach's questions about the stories of a team and a period. */
export function auditPage(audit: Audit, today: string, visitor: Visitor): string {
  const { told, period, team } = audit;
  return renderPage(
    <Layout title={auditTitle(audit)} visitor={visitor} at="/audit">
      <div class="head">
        <h1>Backlog audit</h1>
        <p class="quiet" role="status">
          {teamWords(team)}, {periodWords(period)}
          {told.silence === null && `: ${countWords(told.figures.stories, 'story', 'stories')} written`}
        </p>
      </div>
      <Choose audit={audit} today={today} />
      <p class="quiet">{privacyWords}</p>
      {told.silence === null ? (
        <>
          {told.isPart && (
            <p class="notice">
              Stories of teams that are too small to be told of are left out of these figures.
            </p>
          )}
          <div class="columns even">
            <div>
              <Framings figures={told.figures} audit={audit} />
              <Results figures={told.figures} period={period} />
            </div>
            <div>
              <Writers figures={told.figures} audit={audit} />
              <Gaps figures={told.figures} audit={audit} />
            </div>
          </div>
          <NoGoal of={told.figures.noGoal} period={period} more={moreWithoutGoal(audit)} />
          <Rewrites stories={told.rewrite} />
        </>
      ) : (
        <>
          <div class="panel empty">
            <h2>Nothing is told here</h2>
            <p>{silenceWords[told.silence]}</p>
            <p class="quiet">The board shows the missions themselves.</p>
            <a class="button plain" href={boardPath(team ? { project: team.project } : {})}>
              To the board
            </a>
          </div>
          {audit.trend.some(({ framings }) => framings !== null) && (
            <section class="panel" aria-labelledby="trend">
              <h2 id="trend">Recipes or problems?</h2>
              <FramingTrend trend={audit.trend} />
            </section>
          )}
        </>
      )}
    </Layout>,
  );
}

const since = (period: AuditPeriod) => periodWords(periodBefore(period));

function moreWithoutGoal({ team }: Audit): string {
  return boardPath({ ...(team && { project: team.project }), objective: NONE });
}

function Writers({ figures, audit }: { figures: AuditFigures; audit: Audit }) {
  return (
    <section class="panel" aria-labelledby="writers">
      <h2 id="writers">Who wrote the stories?</h2>
      {figures.writers.length > 0 ? (
        <ShareTable
          caption="Share of the stories, by role"
          head="Role"
          shares={figures.writers}
          nameOf={(role) => role}
          since={since(audit.period)}
        />
      ) : audit.roles.length === 0 ? (
        <p class="quiet">
          Nobody has said who holds which role: name people under <code>digest.roles</code> in the settings.
        </p>
      ) : (
        <p class="quiet">The roles are held by too few people here to be told apart.</p>
      )}
    </section>
  );
}

function Framings({ figures, audit }: { figures: AuditFigures; audit: Audit }) {
  return (
    <section class="panel" aria-labelledby="framings">
      <h2 id="framings">Recipes or problems?</h2>
      <FramingTrend trend={audit.trend} />
      <ShareTable
        caption="A recipe prescribes a solution, a need says who wants to reach what, a hypothesis what will change by it"
        head="Framing"
        shares={figures.framings}
        nameOf={(framing) => framing}
        kindOf={(framing) => framing}
        since={since(audit.period)}
      />
    </section>
  );
}

function Results({ figures, period }: { figures: AuditFigures; period: AuditPeriod }) {
  return (
    <section class="panel" aria-labelledby="results">
      <h2 id="results">Which results are they to bring?</h2>
      <ShareTable
        caption="The value that the stories name"
        head="Value"
        shares={figures.values}
        nameOf={(value) => (value === 'none' ? 'names none' : value)}
        kindOf={(value) => value}
        since={since(period)}
      />
      <ShareTable
        caption="Whether they say what is to come of them"
        head="The story names"
        shares={[figures.withBenefit, figures.withTarget]}
        nameOf={(name) => name}
        since={since(period)}
      />
    </section>
  );
}

function Gaps({ figures, audit }: { figures: AuditFigures; audit: Audit }) {
  const [worst] = figures.gaps;
  return (
    <section class="panel" aria-labelledby="gaps">
      <h2 id="gaps">What do they leave open?</h2>
      {worst && worst.count > 0 && (
        <p>
          Most of all “{fieldNames[worst.name]}”: {percent(worst.share)} do not say it.
        </p>
      )}
      <div class="scroll" {...scrolls}>
        <ShareTable
          caption="Stories without the field"
          head="Field"
          shares={figures.gaps}
          nameOf={(field) => fieldNames[field]}
          kindOf={() => 'gap'}
          since={since(audit.period)}
        />
      </div>
    </section>
  );
}
