import { z } from 'zod';

const part = z.object({
  state: z.string(),
  detail: z.string().max(200).optional(),
  lastDeliveryAt: z.string().max(40).optional(),
});
const readiness = z.object({ status: z.enum(['ready', 'not-ready']), parts: z.record(z.string(), part) });
export type ReadinessAnswer = z.infer<typeof readiness>;

/** What a service at this address says at `/readyz`; null when none answers, or it is something else. */
export async function askReadiness(address: string, withinMs = 5_000): Promise<ReadinessAnswer | null> {
  try {
    const answer = await fetch(`${address}/readyz`, {
      signal: AbortSignal.timeout(withinMs),
      redirect: 'error',
    });
    const read = readiness.safeParse(await answer.json());
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/** Where this machine reaches a service that listens so. */
export function localAddress(host: string, port: number): string {
  const reached =
    { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[host] ?? (host.includes(':') ? `[${host}]` : host);
  return `http://${reached}:${port}`;
}
