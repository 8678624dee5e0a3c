import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOutbox, type Outbox } from '../../../src/sandbox/outbox.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../helpers/webhook-receiver.ts';

describe('the outbox', () => {
  let receiver: WebhookReceiver;
  let outbox: Outbox;
  beforeEach(async () => {
    receiver = await startWebhookReceiver();
    outbox = createOutbox(
      { retryDelaysMs: [1], timeoutMs: 5_000, retries: (status) => status >= 500, concurrency: 2, keep: 3 },
      () => new Date('2026-03-02T10:00:00Z'),
    );
  });
  afterEach(async () => {
    outbox.close();
    await receiver.close();
  });

  const send = (id: string) =>
    outbox.send({
      ...{ id, url: receiver.url, event: 'test' },
      call: (at, attempt) => ({ headers: {}, body: JSON.stringify({ id, attempt, at }) }),
    });

  it('is idle at once when nothing was sent', async () => {
    await expect(outbox.idle()).resolves.toBeUndefined();
  });

  it('sends everything, a few at a time', async () => {
    for (const id of ['a', 'b', 'c', 'd', 'e']) send(id);
    await outbox.idle();
    expect(receiver.received.map(({ body }) => body.id).sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('is not idle while a retry is waiting', async () => {
    receiver.answerWith(500);
    const delivery = send('a');
    await outbox.idle();
    expect(delivery).toMatchObject({ state: 'delivered', attempts: [{ status: 500 }, { status: 200 }] });
  });

  it('keeps the newest settled deliveries only', async () => {
    for (const id of ['a', 'b', 'c', 'd', 'e']) {
      send(id);
      await outbox.idle();
    }
    expect(outbox.all().map((delivery) => delivery.id)).toEqual(['c', 'd', 'e']);
  });

  it('gives up on a receiver that is not there', async () => {
    await receiver.close();
    const delivery = send('a');
    await outbox.idle();
    expect(delivery).toMatchObject({ state: 'failed', attempts: { length: 2 } });
  });

  it('answers those who wait when it is closed', async () => {
    outbox.hold();
    send('a');
    const idle = outbox.idle();
    outbox.close();
    await expect(idle).resolves.toBeUndefined();
  });
});
