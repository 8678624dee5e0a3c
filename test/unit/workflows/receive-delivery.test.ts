import { describe, expect, test } from 'vitest';
import type { FieldValue } from '../../../src/domain/write-back/fields.ts';
import { call, createDesk } from '../../helpers/desk.ts';

const edited = { delivery: 'd-1', type: 'issue_updated', issue: { id: 'SHOP-1', key: 'SHOP-1' } };

describe('receiving a delivery', () => {
  test('an event is stored, its review is asked for, and it is accepted', async () => {
    const desk = createDesk();
    expect(await desk.receive('jira', call(edited))).toEqual({ outcome: 'accepted' });
    expect(await desk.deliveries.list({ limit: 10 })).toMatchObject([
      { deliveryKey: 'd-1', status: 'waiting' },
    ]);
    expect(desk.queue.requests).toEqual([{ ref: desk.ref, cause: 'delivery d-1' }]);
  });

  test('the same delivery again is a duplicate and asks for nothing', async () => {
    const desk = createDesk();
    await desk.receive('jira', call(edited));
    expect(await desk.receive('jira', call(edited))).toEqual({ outcome: 'duplicate' });
    expect(desk.queue.requests).toHaveLength(1);
  });

  test('an event of no interest is kept on record and asks for nothing', async () => {
    const desk = createDesk();
    const outcome = await desk.receive('jira', call({ ...edited, type: 'ignore_me' }));
    expect(outcome).toEqual({ outcome: 'ignored' });
    expect(await desk.deliveries.list({ limit: 10 })).toMatchObject([
      { status: 'ignored', reason: 'of no interest' },
    ]);
    expect(desk.queue.requests).toEqual([]);
  });

  test('a bad signature leaves no trace but a line in the log', async () => {
    const desk = createDesk();
    const outcome = await desk.receive('jira', call(edited, { 'x-signature': 'bad' }));
    expect(outcome).toMatchObject({ outcome: 'rejected', reason: 'signature' });
    expect(await desk.deliveries.list({ limit: 10 })).toEqual([]);
    expect(desk.log.lines).toMatchObject([
      { level: 'warn', fields: { tracker: 'jira', reason: 'signature' } },
    ]);
  });

  test('a tracker that is off rejects everything', async () => {
    const desk = createDesk('jira');
    expect(await desk.receive('linear', call(edited))).toMatchObject({ reason: 'unknown-tracker' });
  });

  test('a queue that is down does not lose the delivery: it is accepted and stays waiting', async () => {
    const desk = createDesk();
    desk.queue.failWith(new Error('connection refused'));
    expect(await desk.receive('jira', call(edited))).toEqual({ outcome: 'accepted' });
    expect(await desk.deliveries.waitingSince(new Date('2026-01-07'), 10)).toEqual([desk.ref]);
  });

  test('what cannot be stored is not acknowledged', async () => {
    const desk = createDesk();
    desk.deliveries.record = () => Promise.reject(new Error('disk full'));
    await expect(desk.receive('jira', call(edited))).rejects.toThrow('disk full');
    expect(desk.queue.requests).toEqual([]);
  });

  test('every line of the log names the delivery and the issue', async () => {
    const desk = createDesk();
    desk.queue.failWith(new Error('connection refused'));
    await desk.receive('jira', call(edited));
    expect(desk.log.lines.length).toBeGreaterThan(0);
    for (const { fields } of desk.log.lines)
      expect(fields).toMatchObject({ delivery: 'd-1', issue: 'SHOP-1' });
  });

  describe('that brings back what Waymark has just written', () => {
    const written = async () => {
      const desk = createDesk();
      desk.tracker.giveFields('SHOP-1', { framing: null });
      await desk.attend();
      const value = desk.tracker.fieldsOf('SHOP-1').framing ?? null;
      const read = (by: string, values: FieldValue[]) =>
        desk.tracker.readNext({
          outcome: 'event',
          event: {
            ...{ deliveryKey: 'd-1', contentKey: null, type: 'issue_updated', occurredAt: null, body: {} },
            issue: { id: 'SHOP-1', key: 'SHOP-1' },
            edit: { by, values },
          },
        });
      return { ...desk, read, value };
    };
    const us = 'jira-waymark';

    test('is kept on record and asks for no look', async () => {
      const desk = await written();
      desk.read(us, [desk.value]);
      expect(await desk.receive('jira', call({}))).toEqual({ outcome: 'ignored' });
      expect(desk.queue.requests).toEqual([]);
    });

    test.each([
      ['a person wrote it', 'ada', (value: FieldValue) => [value]],
      ['there is more to it', us, (value: FieldValue) => [value, 'today']],
      ['it is another value', us, () => ['something else']],
    ])('is looked at when %s', async (_, by, values) => {
      const desk = await written();
      desk.read(by, values(desk.value));
      expect(await desk.receive('jira', call({}))).toEqual({ outcome: 'accepted' });
      expect(desk.queue.requests).toHaveLength(1);
    });

    test('is looked at when it comes late, or when nobody can tell whose it is', async () => {
      const late = await written();
      late.wait(11 * 60_000);
      const unsure = await written();
      unsure.tracker.failNext('whoAmI', new Error('no answer'));
      for (const desk of [late, unsure]) {
        desk.read(us, [desk.value]);
        expect(await desk.receive('jira', call({}))).toEqual({ outcome: 'accepted' });
      }
    });
  });
});
