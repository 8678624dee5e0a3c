import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { RecordBounce } from '../../workflows/record-bounce.ts';

const mailType = 'message/rfc822';
/** Reports bring a mail of ours back with them, some with pictures of their own around it. */
const mostBytes = 1024 * 1024;

/** For whatever takes in the mailbox that bounces go to. */
export async function bounceRoutes(
  plain: FastifyInstance,
  { recordBounce }: { readonly recordBounce: RecordBounce },
): Promise<void> {
  await plain.register(async (mails) => {
    mails.removeAllContentTypeParsers();
    mails.addContentTypeParser(
      mailType,
      { parseAs: 'string', bodyLimit: mostBytes },
      (_request, body, done) => done(null, body),
    );
    mails.withTypeProvider<ZodTypeProvider>().post(
      '/digests/bounces',
      {
        config: { access: 'editor' },
        schema: {
          tags: ['digests'],
          summary: 'Takes in a mail that may be a bounce',
          description:
            'The whole mail as it came. A report (RFC 3464) that a digest could not be delivered is put on record: recorded, or known when it was already. Others change nothing: delayed, for a mail that is only late, and not-ours.',
          consumes: [mailType],
          body: z.string().min(1).describe('A mail as RFC 5322 has it'),
          response: { 200: z.object({ outcome: z.enum(['recorded', 'known', 'delayed', 'not-ours']) }) },
        },
      },
      async (request) => {
        const { outcome } = await recordBounce(Buffer.from(request.body, 'utf8'));
        return { outcome };
      },
    );
  });
}
