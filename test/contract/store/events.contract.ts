import { afterAll, beforeAll, expect, test } from 'vitest';
import { anEvent, aRef } from './samples.ts';
import type { StoreWorld } from './store-world.ts';

/** What every `EventLog` must do. */
export function eventsContract(create: () => Promise<StoreWorld>): void {
  let world: StoreWorld;
  beforeAll(async () => {
    world = await create();
  });
  afterAll(() => world.drop());

  test('gives back an event as it was appended, with its position', async () => {
    const event = anEvent(aRef(), { data: { nested: { list: [1, 'two', null] } }, actor: 'jira:5b10' });
    await world.events.append([event]);
    const read = await world.events.read({ subject: event.subject, limit: 10 });
    expect(read).toEqual([{ ...event, position: expect.any(Number) }]);
  });

  test('appending nothing is fine', async () => {
    await expect(world.events.append([])).resolves.toBeUndefined();
  });

  test('reads on from a position, in order, as many as asked for', async () => {
    const ref = aRef();
    const subject = `jira:${ref.id}`;
    await world.events.append([1, 2, 3].map((number) => anEvent(ref, { data: { number } })));
    const first = await world.events.read({ subject, limit: 2 });
    expect(first.map((event) => event.data.number)).toEqual([1, 2]);
    const rest = await world.events.read({ subject, limit: 2, after: first.at(-1)?.position ?? Number.NaN });
    expect(rest.map((event) => event.data.number)).toEqual([3]);
  });

  test('reads one topic, or all below one', async () => {
    const ref = aRef();
    const topics = ['finding.opened', 'issue.reviewed', 'finding.resolved'] as const;
    await world.events.append(topics.map((topic) => anEvent(ref, { topic })));
    const read = async (topic: string) =>
      (await world.events.read({ subject: `jira:${ref.id}`, topic, limit: 10 })).map((event) => event.topic);
    expect(await read('finding.opened')).toEqual(['finding.opened']);
    expect(await read('finding.*')).toEqual(['finding.opened', 'finding.resolved']);
    expect(await read('find.*')).toEqual([]);
    expect(await read('f%.*')).toEqual([]);
  });
}
