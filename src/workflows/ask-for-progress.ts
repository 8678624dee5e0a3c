import type { GoalQueue, MovedGoals } from '../domain/ports.ts';
import type { FindGoals } from './find-goals.ts';

/** Has the progress of objectives told when their key results moved. */
export function createAskForProgress(deps: { findGoals: FindGoals; queue: GoalQueue }): MovedGoals {
  return {
    async moved(keyResults, cause) {
      const { tree } = await deps.findGoals();
      const objectives = keyResults.flatMap((id) => {
        const goal = tree.get(id);
        return goal?.kind === 'key-result' ? [goal.parent] : [];
      });
      if (objectives.length > 0) await deps.queue.request([...new Set(objectives)], cause);
    },
  };
}
