import { z } from 'zod';
import type { AskedSource, NumberReading } from '../domain/ports.ts';
import { Refusal } from '../guard/call.ts';
import type { GuardedGet } from '../guard/guarded-get.ts';
import { jsonOf, shownUrl } from './shown.ts';

type PrometheusSource = Extract<AskedSource, { readonly kind: 'prometheus' }>;

const sample = z.tuple([z.number(), z.string().max(60)]);
/** https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries */
const answer = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('success'),
    data: z.discriminatedUnion('resultType', [
      z.object({ resultType: z.literal('scalar'), result: sample }),
      z.object({ resultType: z.literal('vector'), result: z.array(z.object({ value: sample })) }),
      z.object({ resultType: z.enum(['matrix', 'string', 'streams']), result: z.unknown() }),
    ]),
  }),
  z.object({ status: z.literal('error'), error: z.string().optional() }),
]);

/** The one number that an instant query answers. */
export function createPrometheus(get: GuardedGet): (source: PrometheusSource) => Promise<NumberReading> {
  return async ({ url: written, query }) => {
    const base = new URL(written);
    const url = new URL(`${base.pathname.replace(/\/+$/, '')}/api/v1/query`, base);
    for (const [name, value] of base.searchParams) url.searchParams.append(name, value);
    url.searchParams.set('query', query);
    const read = answer.safeParse(jsonOf(await get({ url, secretHeaders: {} }), url));
    if (!read.success) throw new Refusal(`${url.host} does not answer as Prometheus does`);
    if (read.data.status === 'error') {
      throw new Refusal(`${url.host} does not take the query: ${(read.data.error ?? '').slice(0, 200)}`);
    }
    const value = numberOf(read.data.data, url);
    const graph = new URL(`${shownUrl(base).replace(/\/+$/, '')}/graph`);
    graph.searchParams.set('g0.expr', query);
    return { ok: true, value, evidence: [graph.href] };
  };
}

type Data = Extract<z.infer<typeof answer>, { status: 'success' }>['data'];

function numberOf(data: Data, { host }: URL): number {
  const values = data.resultType === 'scalar' ? [data.result] : [];
  if (data.resultType === 'vector') values.push(...data.result.map((one) => one.value));
  else if (data.resultType !== 'scalar') {
    throw new Refusal(`the query answers a ${data.resultType} at ${host}, not one number`);
  }
  const [only, ...more] = values;
  if (!only) throw new Refusal(`the query finds nothing at ${host}`);
  if (more.length > 0) throw new Refusal(`the query finds ${values.length} series at ${host}, not one`);
  const text = only[1];
  const value = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value)) throw new Refusal(`the query answers ${text} at ${host}, which is no number`);
  return value;
}
