import { z } from 'zod';
import { isAudienceInSight } from '../../../domain/digest/audience-in-sight.ts';
import { isDay } from '../../../domain/okr/days.ts';
import type { DigestDesk } from '../../../workflows/digest-desk.ts';
import type { PageRoute, Visitor } from '../page-route.ts';
import { problemPage } from '../problem-page.tsx';
import { digestsPage } from './digests-page.tsx';

const params = z.object({ audience: z.string().min(1).max(61) });
const query = z.object({ date: z.string().refine(isDay).optional() });

/** A mail has its styles inline, as mail programs want them; nothing else is let in. */
const mailPolicy = "default-src 'none';style-src 'unsafe-inline';base-uri 'none';frame-ancestors 'none'";

/** `/digests`: who gets a digest, and what each would get now. */
export function digestRoutes({
  digests,
}: {
  digests: Pick<DigestDesk, 'audiences' | 'preview'>;
}): readonly PageRoute[] {
  const inSight = ({ session, sight }: Visitor) =>
    digests.audiences.filter((one) => session !== null && isAudienceInSight(one, { ...session, sight }));
  return [
    {
      method: 'GET',
      url: '/digests',
      rule: 'viewer',
      answer: async (_request, visitor) => ({ status: 200, html: digestsPage(inSight(visitor), visitor) }),
    },
    {
      method: 'GET',
      url: '/digests/preview/:audience',
      rule: 'viewer',
      async answer(request, visitor, reply) {
        const [named, asked] = [params.safeParse(request.params), query.safeParse(request.query)];
        const audience = inSight(visitor).find(({ name }) => name === named.data?.audience);
        const preview =
          audience && asked.success
            ? await digests.preview(audience.name, asked.data.date, visitor.sight)
            : null;
        if (preview === null) return { status: 404, html: problemPage(404, request.id) };
        reply.header('content-security-policy', mailPolicy);
        return { status: 200, html: preview.mail.html };
      },
    },
  ];
}
