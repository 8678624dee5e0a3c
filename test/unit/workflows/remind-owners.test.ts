import { describe, expect, test } from 'vitest';
import { plainText } from '../../../src/domain/rich-text.ts';
import { createRemindOwners } from '../../../src/workflows/remind-owners.ts';
import { createDesk } from '../../helpers/desk.ts';
import { createOkrDesk, hour } from '../../helpers/okr-desk.ts';

const goals = {
  objectives: [
    {
      id: 'finish',
      statement: 'Shoppers finish what they began',
      owner: 'Mara',
      period: 'Q4-2026',
      keyResults: [
        {
          id: 'unpaid',
          statement: 'Filled carts that are never paid',
          start: '40%',
          target: '30%',
          work: { by: 'epic', value: 'SHOP-1' } as const,
        },
        { id: 'elsewhere', statement: 'Questions about payment', start: '40', target: '10' },
      ],
    },
  ],
};

async function createReminding(remindAfterDays: number) {
  const desk = createDesk('jira');
  const okrs = await createOkrDesk(goals);
  const remind = createRemindOwners({
    ...{ findGoals: okrs.findGoals, checkIns: okrs.checkIns, clock: okrs.clock, wishes: desk.wishes },
    trackers: new Map([['jira', desk.tracker]]),
    reviews: desk.queue,
    settings: { enabled: true, stepPercent: 5, updates: true, remindAfterDays },
  });
  return { ...okrs, remind, wishes: desk.wishes, asked: () => desk.queue.take().length, ref: desk.ref };
}

describe('owners who have not checked in', () => {
  test('are reminded on the epic, once a week', async () => {
    const desk = await createReminding(7);
    expect(await desk.remind()).toEqual({ reminded: ['unpaid'] });
    expect(desk.asked()).toBe(1);
    const { answer } = await desk.wishes.of(desk.ref);
    expect(plainText(answer?.body ?? [])).toMatch(
      /Filled carts that are never paid has had no check-in for 32 days\. Mara, how does it stand\?.*\/waymark kr unpaid <value>/,
    );
    desk.wait(24 * hour);
    expect(await desk.remind()).toEqual({ reminded: [] });
    desk.wait(7 * 24 * hour);
    expect(await desk.remind()).toEqual({ reminded: ['unpaid'] });
  });

  test('are not, unless the settings ask for it', async () => {
    const desk = await createReminding(0);
    expect(await desk.remind()).toEqual({ reminded: [] });
    expect(desk.asked()).toBe(0);
  });
});
