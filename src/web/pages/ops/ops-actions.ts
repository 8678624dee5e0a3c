import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Doer } from '../../../domain/access.ts';
import type { IssueRef } from '../../../domain/issue.ts';
import type { DoctorDesk } from '../../../workflows/doctor-desk.ts';
import type { KeepQueues } from '../../../workflows/keep-queues.ts';
import type { SubscriberDesk } from '../../../workflows/subscriber-desk.ts';
import { issueAddress } from '../issue-address.ts';
import { doerOf, type PageAnswer, type PageRoute } from '../page-route.ts';
import { fieldOf, paramOf } from '../request-fields.ts';
import type { DoneCode } from './done.ts';

export interface OpsActionsDeps {
  readonly keepQueues: KeepQueues;
  readonly doctor: DoctorDesk;
  readonly subscribers: Pick<SubscriberDesk, 'enable' | 'replay' | 'test'>;
  /** Null when there is no such delivery or it names no issue. */
  replayDelivery(seq: number, by: Doer): Promise<IssueRef | null>;
  /** Ends what keeps Waymark from writing on an issue, and asks for its review; false when nothing does. */
  resumeWriting(ref: IssueRef, by: Doer): Promise<boolean>;
}

const digits = z.string().regex(/^\d{1,15}$/);
const seq = z.object({ seq: digits });
const longestPart = 64;

/** A part of the path; what is longer than any of ours names nothing. */
function partOf(request: FastifyRequest, name: string): string {
  const part = paramOf(request, name);
  return part.length > longestPart ? '' : part;
}

export function readSeq(params: unknown): number | null {
  const read = seq.safeParse(params);
  return read.success ? Number(read.data.seq) : null;
}

const backTo = (path: string, done: DoneCode): PageAnswer => ({ redirect: `${path}?done=${done}` });

/** What an administrator can do in the control room. Each goes into the audit log with who, and from where. */
export function opsActions(deps: OpsActionsDeps): readonly PageRoute[] {
  const { keepQueues, doctor, subscribers } = deps;
  const post = (url: string, answer: PageRoute['answer']): PageRoute => ({
    method: 'POST',
    url,
    rule: 'admin',
    answer,
  });
  const toSubscriber = (what: string, act: (id: string, by: Doer) => Promise<DoneCode>) =>
    post(`/ops/subscribers/:id/${what}`, async (request, visitor) => {
      return backTo('/ops/subscribers', await act(partOf(request, 'id'), doerOf(visitor)));
    });

  return [
    post('/ops/deliveries/:seq/replay', async (request, visitor) => {
      const number = readSeq(request.params);
      const ref = number === null ? null : await deps.replayDelivery(number, doerOf(visitor));
      return backTo('/ops/deliveries', ref ? 'replayed' : 'not-replayed');
    }),
    post('/ops/queues/:queue/retry', async (request, visitor) => {
      const count = await keepQueues.retryAll(partOf(request, 'queue'), doerOf(visitor));
      return backTo('/ops/queues', count > 0 ? 'retried-all' : 'not-retried');
    }),
    post('/ops/queues/:queue/retry-one', async (request, visitor) => {
      const queue = partOf(request, 'queue');
      const job = fieldOf(request, 'job');
      const isAsked = await keepQueues.retry(queue, job.slice(0, 200), doerOf(visitor));
      return backTo('/ops/queues', isAsked ? 'retried' : 'not-retried');
    }),
    post('/ops/stops/resume', async (request, visitor) => {
      const read = issueAddress.safeParse(request.body);
      const isResumed = read.success && (await deps.resumeWriting(read.data, doerOf(visitor)));
      return backTo('/ops/trackers', isResumed ? 'resumed' : 'not-resumed');
    }),
    toSubscriber('enable', async (id, by) => ((await subscribers.enable(id, by)) ? 'enabled' : 'unknown')),
    toSubscriber('test', async (id) => {
      const answer = await subscribers.test(id);
      if (answer === null) return 'unknown';
      return answer.outcome === 'taken' ? 'tested' : 'not-tested';
    }),
    post('/ops/subscribers/:id/replay', async (request, visitor) => {
      const id = partOf(request, 'id');
      const from = digits.safeParse(fieldOf(request, 'from'));
      if (!from.success) return backTo('/ops/subscribers', 'no-position');
      const isBack = await subscribers.replay(id, Number(from.data), doerOf(visitor));
      return backTo('/ops/subscribers', isBack ? 'sent-again' : 'unknown');
    }),
    post('/ops/doctor', async () => {
      doctor.start();
      return { redirect: '/ops/doctor' };
    }),
  ];
}
