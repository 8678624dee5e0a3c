import { LinearClient as LinearSdkClient } from '@linear/sdk';
import type { z } from 'zod';
import { TrackerError } from '../../domain/errors.ts';
import { createRedactor, type OnCall, observed, type TrackerCall } from '../calls.ts';
import { limitsFromLinear } from '../rate-limits.ts';
import { errorFromLinear } from './errors.ts';

export interface LinearConnection {
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly timeoutMs: number;
}

export interface LinearRequest {
  /** The method of the port that it is made for. */
  readonly operation: string;
  readonly kind: TrackerCall['kind'];
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

/** Makes one request of Linear's GraphQL API and throws `TrackerError` only. */
export interface LinearTransport {
  ask<T>(request: LinearRequest, answer: z.ZodType<T>): Promise<T>;
  /** The same, with the answer's headers; names are found in any case. */
  askForHeaders<T>(
    request: LinearRequest,
    answer: z.ZodType<T>,
  ): Promise<{ readonly value: T; readonly headers: Headers }>;
}

export function createLinearTransport(connection: LinearConnection, onCall?: OnCall): LinearTransport {
  const { apiUrl, apiKey, timeoutMs } = connection;
  const redact = createRedactor([apiKey]);

  async function askForHeaders<T>(request: LinearRequest, answer: z.ZodType<T>) {
    const { operation, kind, query, variables } = request;
    const name = `Linear ${operation}`;
    return observed({ tracker: 'linear', operation, kind }, onCall, async () => {
      // The SDK has no time-out of its own and takes a signal only for a whole client, so each call gets a client.
      const sdk = new LinearSdkClient({ apiKey, apiUrl, signal: AbortSignal.timeout(timeoutMs) });
      const response = await sdk.client.rawRequest(query, variables ?? {}).catch((error: unknown) => {
        throw errorFromLinear(error, { name, timeoutMs, redact, now: new Date() });
      });
      const status = response.status ?? 200;
      const read = answer.safeParse(response.data);
      if (!read.success) {
        throw new TrackerError('unavailable', `${name}: the answer is not what Linear gives`, { status });
      }
      const headers: Headers = response.headers ?? new Headers();
      const limits = limitsFromLinear((header) => headers.get(header));
      return { status, value: { value: read.data, headers }, limits };
    });
  }

  return {
    askForHeaders,
    ask: async (request, answer) => (await askForHeaders(request, answer)).value,
  };
}
