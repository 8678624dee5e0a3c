import { readDocuments } from '../okr-files/read-documents.ts';
import { createAskForProgress } from '../workflows/ask-for-progress.ts';
import { createFindGoals } from '../workflows/find-goals.ts';
import { createOkrDesk } from '../workflows/okr-desk.ts';
import type { Base } from './base.ts';

export type OkrPart = ReturnType<typeof createOkrPart>;

/** Objectives and key results: reading, judging and measuring them. */
export function createOkrPart({ config, stores, queue, clock, log }: Base) {
  const { goals, checkIns, facts, looks } = stores;
  const measures = queue.goals('measure-key-results');
  const moved = createAskForProgress({
    findGoals: createFindGoals({ goals }),
    queue: queue.goals('publish-progress'),
  });
  const okrs = createOkrDesk({
    ...{ goals, checkIns, facts, looks },
    readDocuments,
    ...{ measures, moved },
    settings: config.settings.everywhere.okr,
    ...{ clock, log },
  });
  return { okrs, measures, moved };
}
