import { describe, expect, test } from 'vitest';
import { type DeliveryDesk, listDeliveries, replayDelivery } from '../../../src/cli/deliveries.ts';
import type { Delivery, DeliveryFilter } from '../../../src/domain/ports.ts';
import { createCliContext } from '../../helpers/cli.ts';

const delivery: Delivery = {
  seq: 7,
  tracker: 'jira',
  deliveryKey: 'd-7',
  type: 'jira:issue_updated',
  issue: { id: '10001', key: 'SHOP-1' },
  status: 'done',
  reason: null,
  receivedAt: '2026-11-20T12:00:00.000Z',
  finishedAt: '2026-11-20T12:00:01.000Z',
};

function createDesk(found: readonly Delivery[]) {
  const asked: DeliveryFilter[] = [];
  const desk: DeliveryDesk = {
    deliveries: {
      list: async (filter) => {
        asked.push(filter);
        return found;
      },
    },
    replayDelivery: async (seq) => (seq === 7 ? { tracker: 'jira', id: '10001' } : null),
  };
  return { desk, asked };
}

describe('deliveries list', () => {
  test('shows a table', async () => {
    const { context, stdout } = createCliContext();
    const ignored: Delivery = {
      ...delivery,
      seq: 6,
      type: 'sprint_started',
      issue: null,
      status: 'ignored',
      reason: 'not about an issue',
    };
    await listDeliveries(createDesk([delivery, ignored]).desk, { limit: 20 }, context);
    expect(stdout().split('\n')).toEqual([
      'SEQ  RECEIVED                  TRACKER  EVENT               ISSUE   STATE',
      '7    2026-11-20T12:00:00.000Z  jira     jira:issue_updated  SHOP-1  done',
      '6    2026-11-20T12:00:00.000Z  jira     sprint_started      -       ignored: not about an issue',
      '',
    ]);
  });

  test('as JSON is one array', async () => {
    const { context, stdout } = createCliContext();
    await listDeliveries(createDesk([delivery]).desk, { limit: 20, json: true }, context);
    expect(JSON.parse(stdout())).toEqual([delivery]);
  });

  test('passes on what was asked for and nothing else', async () => {
    const { context, stdout } = createCliContext();
    const { desk, asked } = createDesk([]);
    await listDeliveries(desk, { limit: 5 }, context);
    await listDeliveries(desk, { limit: 5, tracker: 'linear', status: 'waiting', issue: 'WEB-1' }, context);
    expect(asked).toEqual([
      { limit: 5 },
      { limit: 5, tracker: 'linear', status: 'waiting', issueKey: 'WEB-1' },
    ]);
    expect(stdout()).toBe('No deliveries.\nNo deliveries.\n');
  });

  test('an event named by somebody hostile does not steer the terminal', async () => {
    const { context, stdout } = createCliContext();
    const hostile = { ...delivery, type: 'x\u001b[2J\u202e\r\nfake line' };
    await listDeliveries(createDesk([hostile]).desk, { limit: 20 }, context);
    for (const steering of ['\u001b', '\u202e', '\r']) expect(stdout()).not.toContain(steering);
    expect(stdout().trim().split('\n')).toHaveLength(2);
  });
});

describe('deliveries replay', () => {
  test('tells which issue is looked at again', async () => {
    const { context, stdout } = createCliContext();
    const { desk } = createDesk([]);
    await replayDelivery(desk, 7, {}, context);
    await replayDelivery(desk, 7, { json: true }, context);
    expect(stdout()).toBe(
      'Delivery 7 goes through again: jira issue 10001.\n{"seq":7,"tracker":"jira","id":"10001"}\n',
    );
  });

  test('of what is not there fails', async () => {
    const { context, stdout } = createCliContext();
    await expect(replayDelivery(createDesk([]).desk, 8, {}, context)).rejects.toThrow(
      'Delivery 8 does not exist',
    );
    expect(stdout()).toBe('');
  });
});
