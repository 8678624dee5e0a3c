import type { FastifyInstance } from 'fastify';
import type { Clock, Log } from '../domain/ports.ts';
import { within } from './within.ts';

export type PartState = 'up' | 'down' | 'unknown';

/** One part of the service that readiness depends on or tells about. */
export interface HealthPart {
  /** `store`, `queue`, `jira`, `linear`, … */
  readonly name: string;
  /** Whether the service is of no use without it. A tracker that is down is told, and deliveries still come in. */
  readonly critical: boolean;
  /** Throws or answers `down` when it is. `detail` is shown publicly. */
  check(): Promise<{
    readonly state: PartState;
    readonly detail?: string;
    /** Of a tracker: when it last sent a delivery, ISO 8601. */
    readonly lastDeliveryAt?: string;
  }>;
}

interface PartReport {
  readonly state: PartState;
  readonly critical: boolean;
  readonly detail?: string;
  readonly lastDeliveryAt?: string;
}

interface Readiness {
  readonly status: 'ready' | 'not-ready';
  readonly down: readonly string[];
  readonly parts: Readonly<Record<string, PartReport>>;
}

/** How long one look holds: the page is open to everyone and must not become a way to load the store. */
const holdsForMs = 1_000;

export interface HealthDeps {
  parts: readonly HealthPart[];
  clock: Clock;
  log: Log;
  checkWithinMs?: number;
}

/** `/healthz`: the process answers. `/readyz`: which parts are up; 503 when one that is needed is down. */
export async function healthRoutes(server: FastifyInstance, deps: HealthDeps): Promise<void> {
  let last: { at: number; readiness: Promise<Readiness> } | null = null;
  const ready = (): Promise<Readiness> => {
    const now = deps.clock.now().getTime();
    if (last === null || now - last.at >= holdsForMs || now < last.at) {
      last = { at: now, readiness: look(deps) };
    }
    return last.readiness;
  };

  server.get('/healthz', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    return { status: 'up' };
  });
  server.get('/readyz', async (_request, reply) => {
    const readiness = await ready();
    reply.header('cache-control', 'no-store');
    return reply.code(readiness.status === 'ready' ? 200 : 503).send(readiness);
  });
}

async function look(deps: HealthDeps): Promise<Readiness> {
  const reports = await Promise.all(
    deps.parts.map(async (part): Promise<[string, PartReport]> => {
      const { name, critical } = part;
      try {
        return [name, { ...(await within(deps.checkWithinMs ?? 3_000, name, part.check())), critical }];
      } catch (error) {
        deps.log.warn({ part: name, error }, 'part is down');
        return [name, { state: 'down', critical, detail: codeOf(error) }];
      }
    }),
  );
  const down = reports.filter(([, { state }]) => state === 'down').map(([name]) => name);
  const isReady = !reports.some(([, { state, critical }]) => critical && state === 'down');
  return { status: isReady ? 'ready' : 'not-ready', down, parts: Object.fromEntries(reports) };
}

/** Only the code: messages may name hosts and users, and this page is public. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'failed';
}
