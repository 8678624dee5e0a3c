import type { GoalTree } from '../../../domain/okr/goal-tree.ts';
import { treeChoices } from '../../../domain/okr/narrow-tree.ts';
import type { Period } from '../../../domain/okr/period.ts';
import { canvasBlocks, type MissionCanvas } from '../../../domain/okr/review/canvas.ts';
import type { ReviewDocument } from '../../../domain/okr/review/review.ts';
import { reviewBlocks } from '../../../domain/okr/review/review-blocks.ts';
import type { TeamRollOut } from '../../../workflows/team-roll-outs.ts';
import type { Visitor } from '../page-route.ts';
import { BoxedDocument, Document } from '../parts/document.tsx';
import { Layout, renderPage } from '../parts/layout.tsx';
import { Words } from '../parts/words.tsx';
import { canvasPath, reviewPath } from './document-paths.ts';
import { RollOut } from './roll-out.tsx';

/** The review of a period, for the meeting: read here, printed, or taken along as Markdown. */
export function reviewPage(
  of: { review: ReviewDocument; period: Period; team: string | null; tree: GoalTree },
  visitor: Visitor,
): string {
  const { review, period, team, tree } = of;
  const { periods, teams } = treeChoices(tree);
  const path = reviewPath(period, team);
  return renderPage(
    <Layout title={`OKR review ${period.id}`} visitor={visitor} at="/goals">
      <nav class="crumbs on-screen" aria-label="Where this is">
        <a href="/goals">Goals</a> › Review document
      </nav>
      <div class="actions on-screen document-ways">
        <a class="button plain" href={`${path}${team === null ? '?' : '&'}format=md`}>
          Save as Markdown
        </a>
        <button type="button" class="plain" data-print hidden>
          Print
        </button>
        {periods.map((one) => (
          <a
            key={one.id}
            href={reviewPath(one, team)}
            {...(one.id === period.id && { 'aria-current': 'page' as const })}
          >
            {one.id}
          </a>
        ))}
        {teams.length > 0 && (
          <>
            <span class="quiet">of</span>
            <a href={reviewPath(period)} {...(team === null && { 'aria-current': 'page' as const })}>
              all teams
            </a>
            {teams.map(({ id, name }) => (
              <a
                key={id}
                href={reviewPath(period, id)}
                {...(id === team && { 'aria-current': 'page' as const })}
              >
                <Words of={name} longest={40} />
              </a>
            ))}
          </>
        )}
      </div>
      <Document blocks={reviewBlocks(review)} />
    </Layout>,
  );
}

/** A team's mission canvas, with how far its roll-out has come. */
export function canvasPage(canvas: MissionCanvas, rollOut: TeamRollOut | null, visitor: Visitor): string {
  const title = `Mission canvas: ${canvas.name}`;
  return renderPage(
    <Layout title={title} visitor={visitor} at="/goals">
      <nav class="crumbs on-screen" aria-label="Where this is">
        <a href="/goals">Goals</a> › Mission canvas
      </nav>
      <div class="actions on-screen document-ways">
        <a class="button plain" href={`${canvasPath(canvas.team)}?format=md`}>
          Save as Markdown
        </a>
        <button type="button" class="plain" data-print hidden>
          Print
        </button>
      </div>
      <div class="columns">
        <div>
          <BoxedDocument blocks={canvasBlocks(canvas, title)} />
        </div>
        <div>{rollOut && <RollOut of={rollOut} />}</div>
      </div>
    </Layout>,
  );
}
