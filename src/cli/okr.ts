import type { RegisterCommand } from './context.ts';
import { registerCanvas } from './okr-canvas.ts';
import { registerCheckIn } from './okr-check-in.ts';
import { registerExport } from './okr-export.ts';
import { registerImport } from './okr-import.ts';
import { registerLint } from './okr-lint.ts';
import { registerReview } from './okr-review.ts';
import { registerScore } from './okr-score.ts';

/** Goals from the mission down to key results: everything below `waymark okr`. */
export const registerOkr: RegisterCommand = (program, context) => {
  const okr = program
    .command('okr')
    .description('objectives and key results: take them in, check in, see where they stand, review them')
    .addHelpText(
      'after',
      `
From an empty file to a moving number:
  waymark okr lint config/okrs           what to word better, before anything is stored
  waymark okr import config/okrs         shows what would change, and asks
  waymark okr check-in order-completion 61% "after the new form"
  waymark okr score                      where everything stands, and why
  waymark okr review Q4-2026             the document for the meeting
With the embedded store, stop the service first (one process opens it at a time), or use its API under /api/v1.`,
    );
  for (const register of [
    registerImport,
    registerExport,
    registerCheckIn,
    registerLint,
    registerScore,
    registerReview,
    registerCanvas,
  ]) {
    register(okr, context);
  }
};
