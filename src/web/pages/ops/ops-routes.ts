import type { ViewOps } from '../../../workflows/view-ops.ts';
import type { PageRoute, Visitor } from '../page-route.ts';
import { problemPage } from '../problem-page.tsx';
import { deliveriesPage } from './deliveries-page.tsx';
import { deliveryPage } from './delivery-page.tsx';
import { opsDigestsPage } from './digests-page.tsx';
import { doctorPage } from './doctor-page.tsx';
import { ledgerPage } from './ledger-page.tsx';
import { type OpsActionsDeps, opsActions, readSeq } from './ops-actions.ts';
import { type OpsQuery, readOpsQuery } from './ops-query.ts';
import { overviewPage } from './overview-page.tsx';
import { queuesPage } from './queues-page.tsx';
import { subscribersPage } from './subscribers-page.tsx';
import { trackersPage } from './trackers-page.tsx';

export interface OpsDeps extends OpsActionsDeps {
  readonly viewOps: ViewOps;
  /** Host and process id, for what only this process knows. */
  readonly process: string;
}

const mostFailed = 50;

/** `/ops`: what runs, waits and is stuck, and what can be done about it, for administrators. */
export function opsRoutes(deps: OpsDeps): readonly PageRoute[] {
  const { viewOps, keepQueues, doctor } = deps;
  const page = (url: string, show: (asked: OpsQuery, visitor: Visitor) => Promise<string>): PageRoute => ({
    method: 'GET',
    url,
    rule: 'admin',
    answer: async (request, visitor) => ({
      status: 200,
      html: await show(readOpsQuery(request.query), visitor),
    }),
  });

  return [
    page('/ops', async (_, visitor) => overviewPage(await viewOps.overview(visitor.sight), visitor)),
    page('/ops/deliveries', async (asked, visitor) => {
      const { tracker, status, search, before } = asked;
      const wish = {
        ...(tracker && { tracker }),
        ...(status && { status }),
        ...(search && { search }),
        ...(before !== undefined && { before }),
      };
      return deliveriesPage(await viewOps.deliveries(wish, visitor.sight), asked, visitor);
    }),
    {
      method: 'GET',
      url: '/ops/deliveries/:seq',
      rule: 'admin',
      async answer(request, visitor) {
        const seq = readSeq(request.params);
        const delivery = seq === null ? null : await viewOps.delivery(seq, visitor.sight);
        return delivery
          ? { status: 200, html: deliveryPage(delivery, visitor) }
          : { status: 404, html: problemPage(404, request.id) };
      },
    },
    page('/ops/queues', async (asked, visitor) => {
      const [queues, failed] = await Promise.all([
        viewOps.queues(),
        keepQueues.failed({ limit: mostFailed }, visitor.sight),
      ]);
      return queuesPage(queues, failed, asked, visitor);
    }),
    page('/ops/ledger', async (asked, visitor) => {
      const { tracker, state, kind, project, key, before } = asked;
      const wish = {
        ...(tracker && { tracker }),
        ...(state && { state }),
        ...(kind && { kind }),
        ...(project && { project }),
        ...(key && { key }),
        ...(before !== undefined && { before }),
      };
      return ledgerPage(await viewOps.ledger(wish, visitor.sight), asked, visitor);
    }),
    page('/ops/trackers', async (asked, visitor) =>
      trackersPage(await viewOps.trackers(visitor.sight), asked, visitor),
    ),
    page('/ops/digests', async (_, visitor) => opsDigestsPage(await viewOps.digests(), visitor)),
    page('/ops/subscribers', async (asked, visitor) =>
      subscribersPage(await viewOps.subscribers(), asked, visitor),
    ),
    page('/ops/doctor', async (_, visitor) => doctorPage(doctor.last(), deps.process, visitor)),
    ...opsActions(deps),
  ];
}
