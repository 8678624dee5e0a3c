import { registerAssess } from './assess.ts';
import { registerBackfill } from './backfill.ts';
import type { RegisterCommand } from './context.ts';
import { registerDeliveries } from './deliveries.ts';
import { registerDemo } from './demo.ts';
import { registerDigest } from './digest.ts';
import { registerDoctor } from './doctor.ts';
import { registerOkr } from './okr.ts';
import { registerProvision } from './provision.ts';
import { registerReconcile } from './reconcile.ts';
import { registerSandbox } from './sandbox.ts';
import { registerServe } from './serve.ts';
import { registerSubscriber } from './subscriber.ts';
import { registerToken } from './token.ts';
import { registerUndo } from './undo.ts';

/** Every command, in the order in which help lists them. A new one is a file and a line here. */
export const commands: readonly RegisterCommand[] = [
  registerDemo,
  registerServe,
  registerProvision,
  registerDoctor,
  registerBackfill,
  registerReconcile,
  registerAssess,
  registerOkr,
  registerDigest,
  registerDeliveries,
  registerSubscriber,
  registerToken,
  registerUndo,
  registerSandbox,
];
