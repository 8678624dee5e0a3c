import { inject } from 'vitest';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import type { Place } from './service.ts';
import { type ProcessOptions, type ServiceProcess, startServiceProcess } from './service-process.ts';

export type { KillPoint } from './processes/kill-switch.ts';
export type { ProcessOptions, ServiceProcess };

/**
 * Work of a killed process is taken up within three seconds. Much shorter, and a busy machine would take a living
 * worker for a dead one.
 */
export const quickTimings = { lockMs: 2_500, stalledCheckMs: 400, reconnectMs: 200 };

/** Starts the compiled service with quick timings; its webhooks are the test's to point at it. */
export function startProcess(
  place: Place,
  sandbox: Sandbox,
  options: ProcessOptions = {},
): Promise<ServiceProcess> {
  return startServiceProcess(inject('services').build, place, sandbox, {
    ...options,
    options: { queueTimings: quickTimings, ...options.options },
  });
}
