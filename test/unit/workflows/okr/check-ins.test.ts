import { describe, expect, test } from 'vitest';
import type { CheckInRequest, RecordOutcome } from '../../../../src/workflows/record-check-in.ts';
import { anIssue } from '../../../helpers/issue.ts';
import { createOkrWorld, q4 } from '../../../helpers/okr-world.ts';

const goals = q4({
  id: 'order-completion',
  statement: 'Filled baskets that become orders',
  start: '58%',
  target: '70%',
});

async function world() {
  const made = await createOkrWorld(goals);
  const say = (words: string, more: Partial<CheckInRequest> = {}) =>
    made.desk.recordCheckIn({ keyResult: 'order-completion', by: 'mara', words, ...more });
  return { ...made, say };
}
const rowOf = (outcome: RecordOutcome) => {
  if (!('checkIn' in outcome)) throw new Error(outcome.message);
  return outcome.checkIn;
};

describe('a check-in', () => {
  test('is a row of its own, with author, day and what was said', async () => {
    const { say, events, moved } = await world();
    const outcome = await say('64% after the new form confidence:high', {
      evidence: ['https://example.com/a'],
    });
    expect(outcome).toMatchObject({
      outcome: 'recorded',
      checkIn: {
        ...{ keyResult: 'order-completion', day: '2026-11-02', author: 'mara', source: 'manual' },
        ...{ value: { text: '64%' }, note: 'after the new form', confidence: 'high' },
        evidence: ['https://example.com/a'],
      },
      standing: { progress: 0.5, status: { status: 'on-track' } },
    });
    expect(events.all).toMatchObject([
      { topic: 'checkin.recorded', subject: 'goal:order-completion', actor: 'mara' },
    ]);
    expect(moved).toEqual([['order-completion']]);
  });

  test.each<[string, string, Partial<CheckInRequest>, RecordOutcome['outcome'], RegExp]>([
    [
      'of another key result',
      '64%',
      { keyResult: 'order-complete' },
      'no-such-key-result',
      /Did you mean order-completion/,
    ],
    ['of an objective', '64%', { keyResult: 'finish' }, 'no-such-key-result', /no key result “finish”/],
    ['that is no value', 'rather good', {}, 'unreadable', /does not start with a number/],
    ['in another unit', '$5', {}, 'unreadable', /not in the unit of the target/],
    ['of tomorrow', '64%', { day: '2026-11-03' }, 'refused', /still to come/],
    ['of tomorrow there', '64%', { day: '2026-11-03', zone: 'America/Lima' }, 'refused', /still to come/],
    ['of tomorrow nowhere', '64%', { day: '2026-11-03', zone: 'No/Where' }, 'refused', /still to come/],
    ['of no day', '64%', { day: '2026-02-30' }, 'refused', /is no day/],
    ['shown by no link', '64%', { evidence: ['javascript:alert(1)'] }, 'refused', /no web address/],
    ['that corrects nothing', '64%', { corrects: 'x' }, 'refused', /no check-in x/],
  ])('%s is not recorded', async (_, words, more, outcome, message) => {
    const { say, checkIns, moved } = await world();
    const answer = await say(words, more);
    expect(answer.outcome).toBe(outcome);
    expect('message' in answer && answer.message).toMatch(message);
    expect(await checkIns.of()).toEqual(new Map());
    expect(moved).toEqual([]);
  });

  test('of a day that has begun where it was said only is kept under it, and counts at once', async () => {
    const { say, values, desk } = await world();
    const outcome = await say('64%', { day: '2026-11-03', zone: 'Pacific/Kiritimati' });
    expect(outcome).toMatchObject({
      outcome: 'recorded',
      ...{ checkIn: { day: '2026-11-03' }, standing: { current: { text: '64%' } } },
    });
    expect(await values('order-completion')).toHaveLength(1);
    const { objectives } = await desk.currentStandings('2026-11-02');
    expect(objectives[0]?.keyResults[0]?.current?.text).toBe('64%');
  });

  test('that was wrong is corrected by a new row, which takes its place and its day', async () => {
    const { say, values, desk } = await world();
    const first = rowOf(await say('66%', { day: '2026-10-20' }));
    const outcome = await say('61%', { day: '2026-10-20', corrects: first.id });
    expect(outcome).toMatchObject({ outcome: 'recorded', standing: { current: { text: '61%' } } });
    expect(await values('order-completion')).toHaveLength(2);
    const now = await desk.currentStandings('2026-11-02');
    expect(now.checkIns.get('order-completion')?.map(({ value }) => value.text)).toEqual(['61%']);
    expect((await say('62%', { corrects: first.id })).outcome).toBe('corrected-already');
  });

  test('for a day long gone is taken in, and today’s word stays the last', async () => {
    const { say, desk } = await world();
    await say('64%');
    const outcome = await say('59%', { day: '2026-10-05' });
    expect(outcome).toMatchObject({ standing: { current: { text: '64%' } } });
    const { checkIns } = await desk.currentStandings('2026-11-02');
    expect(checkIns.get('order-completion')?.map(({ day }) => day)).toEqual(['2026-10-05', '2026-11-02']);
  });
});

describe('/waymark kr in a comment', () => {
  const asked = (words: string, over: object = {}) => ({
    ...{ issue: anIssue({ url: 'https://example.com/SHOP-1' }), words, by: { id: 'u1', name: 'Mara' } },
    ...{ commentId: '77', at: '2026-11-01T23:00:00.000Z' },
    ...over,
  });

  test('is a check-in on the comment’s day with the issue as evidence, and is answered', async () => {
    const { desk, checkIns } = await world();
    const answer = await desk.checkInByComment(asked('Order-Completion 64% after the new form'));
    expect(answer).toBe('order-completion is at 64%, 50% of the way; on track.');
    expect((await checkIns.of()).get('order-completion')).toMatchObject([
      {
        ...{ day: '2026-11-01', author: 'jira:u1', note: 'after the new form' },
        evidence: ['https://example.com/SHOP-1'],
      },
    ]);
  });

  test('read twice is one check-in with the same answer; edited it is another', async () => {
    const { desk, values } = await world();
    const words = 'order-completion 64%';
    const answers = [await desk.checkInByComment(asked(words)), await desk.checkInByComment(asked(words))];
    expect(answers[0]).toBe(answers[1]);
    expect(await values('order-completion')).toHaveLength(1);
    await desk.checkInByComment(asked('order-completion 65%'));
    expect(await values('order-completion')).toEqual(['2026-11-01 64% manual', '2026-11-01 65% manual']);
  });

  test('of a clock that runs ahead counts for today', async () => {
    const { desk, values } = await world();
    await desk.checkInByComment(asked('order-completion 64%', { at: '2026-11-03T00:00:01.000Z' }));
    expect(await values('order-completion')).toEqual(['2026-11-02 64% manual']);
  });

  test.each([
    ['', /tell me the key result/],
    ['order-completion', /tell me the key result/],
    ['order-complete 64%', /no key result “order-complete”. Did you mean order-completion/],
    ['order-completion much better', /number/],
  ])('“%s” gets an answer that helps', async (words, answer) => {
    const { desk, checkIns } = await world();
    expect(await desk.checkInByComment(asked(words))).toMatch(answer);
    expect(await checkIns.of()).toEqual(new Map());
  });
});
