import { setTimeout as delay } from 'node:timers/promises';
import type { Service } from './service.ts';

/** Imports goals as a file would. */
export async function importGoals(service: Service, text: string): Promise<void> {
  const planned = await service.app.okrs.importGoals.plan([{ path: 'goals.yaml', text, format: 'yaml' }]);
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems));
  const { outcome } = await service.app.okrs.importGoals.apply(planned.planned, 'ada');
  if (outcome !== 'imported') throw new Error(outcome);
}

/** Waits until every issue is reviewed, every key result measured and all progress told. */
export async function settled(service: Service): Promise<void> {
  for (;;) {
    await service.quiet();
    const depths = await service.app.queue.depth();
    const about = depths.filter(({ queue }) => queue === 'goals' || queue === 'progress');
    const failed = about.reduce((sum, one) => sum + one.failed, 0);
    if (failed > 0) throw new Error(`${failed} jobs about goals failed for good`);
    const open = about.reduce((sum, { waiting, active, delayed }) => sum + waiting + active + delayed, 0);
    if (open === 0) {
      await service.quiet();
      const again = (await service.app.queue.depth()).filter(({ queue }) => queue !== 'housekeeping');
      if (again.every(({ waiting, active }) => waiting + active === 0)) return;
    }
    await delay(20);
  }
}
