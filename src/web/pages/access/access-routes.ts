import { z } from 'zod';
import type { ApiToken } from '../../../domain/access/api-token.ts';
import { longestTokenDays, tokenScopes } from '../../../domain/access/api-token.ts';
import type { ApiTokenDesk } from '../../../workflows/api-tokens.ts';
import type { ViewAccess } from '../../../workflows/view-access.ts';
import { doerOf, type PageRoute, type Visitor } from '../page-route.ts';
import { fieldOf } from '../request-fields.ts';
import { accessPage } from './access-page.tsx';

export interface AccessDeps {
  readonly viewAccess: ViewAccess;
  readonly tokens: ApiTokenDesk;
}

/** What the form of a new token holds. */
const wanted = z.object({
  name: z.string().trim().min(1).max(100),
  scope: z.enum(tokenScopes),
  days: z.coerce.number().int().min(1).max(longestTokenDays),
  groups: z
    .string()
    .max(2_000)
    .transform((text) => [...new Set(text.split(',').map((one) => one.trim()))].filter((one) => one !== ''))
    .pipe(z.array(z.string().max(200)).max(50)),
});
const prefix = z.object({ prefix: z.string().max(40) });
const position = z.object({ before: z.coerce.number().int().min(1).optional() });

/** `/access`: tokens for programs, who signed in, and the audit log. */
export function accessRoutes({ viewAccess, tokens }: AccessDeps): readonly PageRoute[] {
  async function page(
    visitor: Visitor,
    more: {
      before?: number;
      made?: { token: ApiToken; text: string };
      problem?: string;
      status?: number;
    } = {},
  ) {
    const { before = null, status = 200, ...told } = more;
    return { status, html: accessPage(await viewAccess(before), visitor, { ...told, before }) };
  }

  return [
    {
      method: 'GET',
      url: '/access',
      rule: 'admin',
      async answer(request, visitor) {
        const asked = position.safeParse(request.query);
        const before = asked.success ? asked.data.before : undefined;
        return page(visitor, before === undefined ? {} : { before });
      },
    },
    {
      method: 'POST',
      url: '/access/tokens',
      rule: 'admin',
      async answer(request, visitor) {
        const read = wanted.safeParse(
          Object.fromEntries(['name', 'scope', 'days', 'groups'].map((key) => [key, fieldOf(request, key)])),
        );
        if (!read.success) {
          const problem = `A token needs a name, a scope, and 1 to ${longestTokenDays} days. None was made.`;
          return page(visitor, { problem, status: 422 });
        }
        const made = await tokens.create(read.data, doerOf(visitor));
        return page(visitor, { made });
      },
    },
    {
      method: 'POST',
      url: '/access/tokens/:prefix/revoke',
      rule: 'admin',
      async answer(request, visitor) {
        const read = prefix.safeParse(request.params);
        if (read.success) await tokens.revoke(read.data.prefix, doerOf(visitor));
        return { redirect: '/access' };
      },
    },
  ];
}
