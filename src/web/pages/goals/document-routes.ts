import { z } from 'zod';
import { readPeriod } from '../../../domain/okr/period.ts';
import { renderCanvas } from '../../../domain/okr/review/canvas.ts';
import { renderReview } from '../../../domain/okr/review/review-blocks.ts';
import type { PageRoute } from '../page-route.ts';
import { problemPage } from '../problem-page.tsx';
import { paramOf } from '../request-fields.ts';
import { canvasPage, reviewPage } from './document-pages.tsx';
import type { GoalsDeps } from './goals-deps.ts';

const query = z.object({
  team: z.string().trim().min(1).max(200).optional().catch(undefined),
  format: z.enum(['md']).optional().catch(undefined),
});
const markdown = 'text/markdown; charset=utf-8';

/** The documents that people take along: the review of a period, and a team's mission canvas. */
export function documentRoutes({ okrs }: Pick<GoalsDeps, 'okrs'>): readonly PageRoute[] {
  return [
    {
      method: 'GET',
      url: '/goals/review/:period',
      rule: 'viewer',
      async answer(request, visitor) {
        const period = readPeriod(paramOf(request, 'period'));
        if (period === null) return { status: 404, html: problemPage(404, request.id) };
        const { team, format } = query.parse(request.query);
        const review = await okrs.judge.review(period, { sight: visitor.sight, ...(team && { team }) });
        if (format === 'md') {
          const download = `okr-review-${period.id}${team ? `-${team}` : ''}.md`;
          return { download, type: markdown, body: renderReview(review, 'md') };
        }
        const { tree } = await okrs.findGoals();
        return { status: 200, html: reviewPage({ review, period, team: team ?? null, tree }, visitor) };
      },
    },
    {
      method: 'GET',
      url: '/goals/canvas/:team',
      rule: 'viewer',
      async answer(request, visitor) {
        const team = paramOf(request, 'team');
        const canvas = await okrs.judge.canvas(team);
        if (canvas === null) return { status: 404, html: problemPage(404, request.id) };
        if (query.parse(request.query).format === 'md') {
          return { download: `mission-canvas-${team}.md`, type: markdown, body: renderCanvas(canvas, 'md') };
        }
        const rollOut = await okrs.judge.rollOut(team);
        return { status: 200, html: canvasPage(canvas, rollOut, visitor) };
      },
    },
  ];
}
