import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AccessRule, Doer, Sight } from '../../domain/access.ts';
import type { Session } from '../../domain/ports.ts';
import type { StreamSource } from '../sse.ts';

/** Who asks, as every page needs it. */
export interface Visitor {
  /** Null only on routes that are open. */
  readonly session: Session | null;
  /** What they may see; every view is asked with it. */
  readonly sight: Sight;
  /** The address that they come from, for the audit log. */
  readonly from: string;
  /** Goes with every form. */
  readonly csrfToken: string;
}

/** Who does what a form asks for, as the events log names them. */
export const doerOf = ({ session, from }: Visitor) =>
  ({ who: session?.who ?? 'somebody', from }) satisfies Doer;

/** What a page answers: a document, or the way on. */
export type PageAnswer =
  | { readonly status: number; readonly html: string }
  | { readonly redirect: string }
  /** Ready-made, such as the stylesheet. */
  | { readonly type: string; readonly body: string }
  /** A file to be saved under this name. */
  | { readonly download: string; readonly type: string; readonly body: string }
  | StreamAnswer;

/** Frames without end; `sight` is asked again and again, because it may change meanwhile. */
export interface StreamAnswer {
  stream(sight: () => Sight, stop: AbortController): ReturnType<StreamSource['frames']>;
}

/** One line of the route table: no route is there without its rule. */
export interface PageRoute {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly rule: AccessRule;
  /** Calls in five minutes from one address; left out: as many as come. */
  readonly mostCalls?: number;
  answer(request: FastifyRequest, visitor: Visitor, reply: FastifyReply): Promise<PageAnswer>;
}
