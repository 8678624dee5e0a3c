import { describe, expect, it } from 'vitest';
import { createLinearWebhookReader } from '../../../../src/trackers/linear/webhook.ts';
import { signedByLinear, webhookSecret } from '../../../helpers/signed.ts';

const read = createLinearWebhookReader(webhookSecret);
const now = new Date('2026-03-02T10:00:00Z');
const data = {
  id: '5f0f7a3e-0000-4000-8000-000000000001',
  identifier: 'WEB-7',
  updatedAt: '2026-03-02T09:59:58.000Z',
};
const update = {
  action: 'update',
  type: 'Issue',
  createdAt: '2026-03-02T09:59:58.500Z',
  data,
  webhookTimestamp: now.getTime(),
};

describe('a webhook from Linear', () => {
  it('is an event when an issue is edited', () => {
    expect(read(signedByLinear(update))).toEqual({
      outcome: 'event',
      event: {
        deliveryKey: 'delivery-1',
        comment: null,
        contentKey: `Issue:${data.id}:update:2026-03-02T09:59:58.000Z`,
        type: 'Issue.update',
        issue: { id: data.id, key: 'WEB-7' },
        occurredAt: '2026-03-02T09:59:58.500Z',
        bodyText: JSON.stringify(update),
      },
    });
  });

  it.each(['create', 'update', 'remove'])('is an event for the action %s on an issue', (action) => {
    expect(read(signedByLinear({ ...update, action }))).toMatchObject({
      outcome: 'event',
      event: { type: `Issue.${action}`, issue: { id: data.id } },
    });
  });

  it.each([
    ['the team and the number', { data: { id: data.id, number: 7, team: { key: 'WEB' } } }],
    ['the address', { data: { id: data.id }, url: 'https://linear.app/shop/issue/WEB-7/a-title#comment-1' }],
  ])('finds the key of an issue in %s', (_where, part) => {
    expect(read(signedByLinear({ ...update, ...part }))).toMatchObject({
      event: { issue: { key: 'WEB-7' } },
    });
  });

  it.each([
    [
      'a comment',
      { type: 'Comment', data: { id: 'c-1', issueId: data.id, body: 'Waymark is fine' } },
      'a comment without a command',
    ],
    [
      'a comment that was deleted',
      { type: 'Comment', action: 'remove', data: { id: 'c-1', issueId: data.id, body: '/waymark off' } },
      'a comment that is gone says nothing',
    ],
    [
      'a comment on something else',
      { type: 'Comment', data: { id: 'c-1', body: '/waymark off' } },
      'names no issue or no comment',
    ],
    ['a label', { type: 'IssueLabel' }, 'not an event of an issue’s content'],
    ['a project', { type: 'Project' }, 'not an event of an issue’s content'],
    ['a type of the future', { type: 'Song' }, 'not an event of an issue’s content'],
    ['no type', { type: undefined }, 'not an event of an issue’s content'],
    ['an unknown action', { action: 'hogehoge' }, 'an unknown action'],
    ['an issue without an id', { data: { title: 'A title' } }, 'names no issue'],
    ['an issue whose id is a path', { data: { id: '../viewer' } }, 'names no issue'],
    ['no data', { data: null }, 'names no issue'],
    ['data that is a list', { data: [1, 2] }, 'names no issue'],
  ])('is ignored, with the reason, for %s', (_what, part, reason) => {
    expect(read(signedByLinear({ ...update, ...part }))).toMatchObject({ outcome: 'ignored', reason });
  });

  it.each([
    ['written', { action: 'create', data: { id: 'c-1', issueId: data.id, body: 'so:\n/Waymark off' } }],
    ['edited', { action: 'update', data: { id: 'c-1', issueId: data.id, body: '/waymark off' } }],
    ['written, and its text left out', { action: 'create', data: { id: 'c-1', issueId: data.id } }],
  ])('is an event with the comment for a command that was %s', (_what, part) => {
    expect(read(signedByLinear({ ...update, type: 'Comment', ...part }))).toMatchObject({
      outcome: 'event',
      event: { issue: { id: data.id }, comment: { id: 'c-1' } },
    });
  });

  it('says which issue a comment is on', () => {
    const body = {
      ...update,
      type: 'Comment',
      data: { id: 'c-1', issue: { id: data.id, identifier: 'WEB-7' } },
    };
    expect(read(signedByLinear(body))).toMatchObject({ event: { issue: { id: data.id, key: 'WEB-7' } } });
  });

  it('has the same content key under another delivery id, and another for another moment', () => {
    const contentKeys = [
      read(signedByLinear(update, { 'linear-delivery': 'one' })),
      read(signedByLinear(update, { 'linear-delivery': 'two' })),
      read(signedByLinear({ ...update, data: { ...data, updatedAt: '2026-03-02T09:59:59.000Z' } })),
    ].map((reading) => (reading.outcome === 'rejected' ? undefined : reading.event.contentKey));
    expect(contentKeys[0]).toBe(contentKeys[1]);
    expect(contentKeys[2]).not.toBe(contentKeys[0]);
  });

  it.each([
    ['is missing', undefined],
    ['is of something else', 'a'.repeat(64)],
    ['is cut', 'abc'],
    ['has a prefix', `sha256=${'a'.repeat(64)}`],
  ])('is rejected when the signature %s', (_what, signature) => {
    const reading = read(signedByLinear(update, { 'linear-signature': signature }));
    expect(reading).toMatchObject({ outcome: 'rejected', reason: 'signature' });
  });

  it.each([['{'], ['[]'], ['null'], ['']])('is unreadable, though signed, when the body is %j', (body) => {
    expect(read(signedByLinear(body))).toMatchObject({ outcome: 'rejected', reason: 'unreadable' });
  });

  describe('and its time', () => {
    const at = (seconds: number) => ({ ...update, webhookTimestamp: now.getTime() + seconds * 1000 });

    it.each([-60, -59, 0, 60])('is taken when it was sent %i s from now', (seconds) => {
      expect(read(signedByLinear(at(seconds), {}, now)).outcome).toBe('event');
    });

    it.each([-61, 61, -86_400])('is stale when it was sent %i s from now', (seconds) => {
      expect(read(signedByLinear(at(seconds), {}, now))).toMatchObject({
        outcome: 'rejected',
        reason: 'stale',
      });
    });

    it('is the signed one, whatever the header says', () => {
      const reading = read(signedByLinear(at(-3600), { 'linear-timestamp': String(now.getTime()) }, now));
      expect(reading).toMatchObject({ outcome: 'rejected', reason: 'stale' });
    });

    it('is the header’s where the body of an old version has none', () => {
      const { webhookTimestamp: _left, ...old } = update;
      const headers = { 'linear-timestamp': String(now.getTime()) };
      expect(read(signedByLinear(old, headers, now)).outcome).toBe('event');
      expect(read(signedByLinear(old, headers, new Date(now.getTime() + 61_000)))).toMatchObject({
        reason: 'stale',
      });
    });

    it.each([['none'], [{}], ['soon'], [null]])('is stale when nothing tells it (%j)', (webhookTimestamp) => {
      const reading = read(
        signedByLinear({ ...update, webhookTimestamp }, { 'linear-timestamp': 'soon' }, now),
      );
      expect(reading).toMatchObject({ outcome: 'rejected', reason: 'stale' });
    });
  });
});
