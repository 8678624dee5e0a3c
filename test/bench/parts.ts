import { backfill } from './backfill.ts';
import { digests } from './digests.ts';
import { intake } from './intake.ts';
import { okrModel } from './okr-model.ts';
import { okrStore } from './okr-store.ts';
import { pages } from './pages.ts';
import type { BenchPart } from './part.ts';
import { reading } from './reading.ts';
import { reviews } from './reviews.ts';

/** Everything that is measured, one line each. */
export const parts: readonly BenchPart[] = [
  intake,
  reviews,
  backfill,
  okrStore,
  okrModel,
  digests,
  pages,
  reading,
];
