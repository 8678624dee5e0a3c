import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Role } from '../../src/app.ts';
import type { IssueRef } from '../../src/domain/issue.ts';
import type { Delivery, Review } from '../../src/domain/ports.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import type { KillPoint } from './processes/kill-switch.ts';
import type { Question, ServiceArgument } from './processes/service.ts';
import { environmentFor, type Place, untilQuiet } from './service.ts';

export interface ProcessOptions {
  readonly role?: Role;
  readonly port?: number;
  readonly settleSeconds?: number;
  readonly logLevel?: string;
  /** Besides what every service of a test has. */
  readonly env?: Record<string, string>;
  readonly options?: ServiceArgument['options'];
}

/** The service as a process of its own. */
export interface ServiceProcess {
  readonly pid: number;
  readonly address: string;
  /** What it has logged. */
  log(): string;
  /** From now on it dies at this step. */
  arm(point: KillPoint): Promise<void>;
  review(ref: IssueRef): Promise<Review | null>;
  deliveries(): Promise<readonly Delivery[]>;
  /** Peak resident memory in kilobytes. */
  memory(): Promise<number>;
  quiet(sandbox: Sandbox): Promise<void>;
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/** Starts the service that was compiled into `build`; resolves once it is up. */
export async function startServiceProcess(
  build: string,
  place: Place,
  sandbox: Sandbox,
  {
    role = 'all',
    port = 0,
    settleSeconds = 0.05,
    logLevel = 'warn',
    options = {},
    env = {},
  }: ProcessOptions = {},
): Promise<ServiceProcess> {
  const argument: ServiceArgument = {
    env: { ...environmentFor(place, sandbox, port), ...env, LOG_LEVEL: logLevel },
    role,
    settleSeconds,
    options,
  };
  const path = join(build, 'test/helpers/processes/service.js');
  const child = fork(path, [JSON.stringify(argument)], {
    env: { PATH: process.env.PATH ?? '' },
    execArgv: [],
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  let log = '';
  child.stderr?.on('data', (data) => {
    log += data;
  });
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string);
  const up = once(child, 'message').then(([message]) => (message as { address: string }).address);
  const address = await Promise.race([
    up,
    ended.then((how) => Promise.reject(new Error(`the service ended with ${how} before it was up\n${log}`))),
  ]);
  const ask = createQuestions(child, ended);

  return {
    pid: child.pid ?? 0,
    address,
    log: () => log,
    ended,
    arm: (point) => ask<void>({ ask: 'arm', point }),
    review: (ref) => ask({ ask: 'review', ref }),
    deliveries: () => ask({ ask: 'deliveries' }),
    memory: () => ask({ ask: 'memory' }),
    quiet: (sandbox) =>
      untilQuiet(sandbox, { waiting: () => ask({ ask: 'waiting' }), reviews: () => ask({ ask: 'reviews' }) }),
    async kill(signal = 'SIGKILL') {
      child.kill(signal);
      await ended;
    },
  };
}

function createQuestions(child: ChildProcess, ended: Promise<number | string>) {
  let asked = 0;
  return async <T>(question: Question): Promise<T> => {
    asked += 1;
    const number = asked;
    const answered = new Promise<T>((resolve, reject) => {
      const listen = (message: { number?: number; value?: T; error?: string }) => {
        if (message.number !== number) return;
        child.off('message', listen);
        if (message.error === undefined) resolve(message.value as T);
        else reject(new Error(message.error));
      };
      child.on('message', listen);
    });
    // A process that has died in the meantime is told by `ended`.
    child.send({ number, question }, () => {});
    return Promise.race([
      answered,
      ended.then((how) => Promise.reject(new Error(`the service ended with ${how} while it was asked`))),
    ]);
  };
}
