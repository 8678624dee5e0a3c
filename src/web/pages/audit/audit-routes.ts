import type { FastifyRequest } from 'fastify';
import type { Audit } from '../../../domain/audit/audit.ts';
import type { ViewAudit } from '../../../workflows/view-audit.ts';
import type { PageAnswer, PageRoute, Visitor } from '../page-route.ts';
import { auditCsv, auditMarkdown } from './audit-files.ts';
import { auditPage } from './audit-page.tsx';
import { readAuditQuery } from './audit-query.ts';

/** `/audit`: team and period stand in the address. The files hold what the page shows. */
export function auditRoutes(deps: { viewAudit: ViewAudit; today(): string }): readonly PageRoute[] {
  const shows = (url: string, show: (audit: Audit, visitor: Visitor) => PageAnswer): PageRoute => ({
    method: 'GET',
    url,
    rule: 'viewer',
    async answer(request: FastifyRequest, visitor) {
      const wish = readAuditQuery(request.query, deps.today());
      return show(await deps.viewAudit(wish, visitor.sight), visitor);
    },
  });
  const fileName = ({ team, period }: Audit) =>
    ['audit', ...(team ? [team.tracker, team.project] : []), period.id]
      .join('-')
      .replace(/[^\w-]/g, '_')
      .slice(0, 100);
  return [
    shows('/audit', (audit, visitor) => ({ status: 200, html: auditPage(audit, deps.today(), visitor) })),
    shows('/audit.csv', (audit) => ({
      download: `${fileName(audit)}.csv`,
      type: 'text/csv; charset=utf-8',
      body: auditCsv(audit),
    })),
    shows('/audit.md', (audit) => ({
      download: `${fileName(audit)}.md`,
      type: 'text/markdown; charset=utf-8',
      body: auditMarkdown(audit),
    })),
  ];
}
