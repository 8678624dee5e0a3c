import { z } from 'zod';
import type { IssueRef } from '../../../domain/issue.ts';
import type { ViewOps } from '../../../workflows/view-ops.ts';
import type { PageRoute } from '../page-route.ts';
import { opsPage } from './ops-page.tsx';
import { readOpsQuery } from './ops-query.ts';

const seq = z.object({ seq: z.string().regex(/^\d{1,15}$/) });

interface OpsDeps {
  readonly viewOps: ViewOps;
  /** Null when there is no such delivery or it names no issue. `by`: who asked for it. */
  replayDelivery(seq: number, by: string): Promise<IssueRef | null>;
}

/** `/ops`: what runs, waits and is stuck, for administrators. */
export function opsRoutes({ viewOps, replayDelivery }: OpsDeps): readonly PageRoute[] {
  return [
    {
      method: 'GET',
      url: '/ops',
      rule: 'admin',
      async answer(request, visitor) {
        const asked = readOpsQuery(request.query);
        const { tracker, status, issueKey } = asked;
        const view = await viewOps({
          ...(tracker && { tracker }),
          ...(status && { status }),
          ...(issueKey && { issueKey }),
        });
        return { status: 200, html: opsPage(view, asked, visitor) };
      },
    },
    {
      method: 'POST',
      url: '/ops/deliveries/:seq/replay',
      rule: 'admin',
      async answer(request, { session }) {
        const read = seq.safeParse(request.params);
        const ref = read.success
          ? await replayDelivery(Number(read.data.seq), session?.who ?? 'waymark')
          : null;
        return { redirect: `/ops?replayed=${ref ? 'asked' : 'none'}` };
      },
    },
  ];
}
