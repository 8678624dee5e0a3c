import { afterAll, beforeAll, expect, test } from 'vitest';
import type { IssueRef } from '../../../src/domain/issue.ts';
import { anEvent, aRef, aReview } from './samples.ts';
import type { StoreWorld } from './store-world.ts';

/** What every `Reviews` must do. */
export function reviewsContract(create: () => Promise<StoreWorld>): void {
  let world: StoreWorld;
  beforeAll(async () => {
    world = await create();
  });
  afterAll(() => world.drop());

  const eventsOf = (ref: IssueRef) => world.events.read({ subject: `jira:${ref.id}`, limit: 100 });

  test('finds nothing for an issue that was never reviewed', async () => {
    const ref = aRef();
    expect(await world.reviews.find(ref)).toBeNull();
    expect(await world.reviews.openFindings(ref)).toEqual([]);
  });

  test('gives back what was saved', async () => {
    const ref = aRef();
    const review = aReview(ref);
    expect(await world.reviews.save(review, [])).toBe('saved');
    expect(await world.reviews.find(ref)).toEqual(review);
    expect(await world.reviews.openFindings(ref)).toEqual(review.assessment.findings);
  });

  test('saves the events with the review, in their order', async () => {
    const ref = aRef();
    await world.reviews.save(aReview(ref), [anEvent(ref), anEvent(ref, { topic: 'finding.opened' })]);
    expect((await eventsOf(ref)).map((event) => event.topic)).toEqual(['issue.reviewed', 'finding.opened']);
  });

  test('replaces the last review by a newer one, and by one of the same moment', async () => {
    const ref = aRef();
    await world.reviews.save(aReview(ref, { updatedAt: '2026-03-01T10:00:00.000Z', title: 'first' }), []);
    for (const [updatedAt, title] of [
      ['2026-03-01T10:00:00.001Z', 'second'],
      ['2026-03-01T10:00:00.001Z', 'third'],
    ] as const) {
      expect(await world.reviews.save(aReview(ref, { updatedAt, title }), [])).toBe('saved');
      expect((await world.reviews.find(ref))?.issue.title).toBe(title);
    }
  });

  test('writes nothing for an older version of the issue', async () => {
    const ref = aRef();
    await world.reviews.save(aReview(ref, { updatedAt: '2026-03-01T10:00:00.000Z', title: 'new' }), []);
    const late = aReview(ref, { updatedAt: '2026-03-01T09:59:59.999Z', title: 'old' });
    expect(await world.reviews.save(late, [anEvent(ref)])).toBe('stale');
    expect((await world.reviews.find(ref))?.issue.title).toBe('new');
    expect(await eventsOf(ref)).toEqual([]);
  });

  test('compares moments and not letters', async () => {
    const ref = aRef();
    await world.reviews.save(aReview(ref, { updatedAt: '2026-03-01T12:00:00+02:00' }), []);
    expect(await world.reviews.save(aReview(ref, { updatedAt: '2026-03-01T11:00:00Z' }), [])).toBe('saved');
  });

  test('keeps the newest of many concurrent saves', async () => {
    const ref = aRef();
    const times = Array.from({ length: 12 }, (_, index) => `2026-03-01T10:00:${10 + index}.000Z`);
    const shuffled = times.toSorted((a, b) => (a.at(-6) ?? '').localeCompare(b.at(-6) ?? ''));
    await Promise.all(shuffled.map((updatedAt) => world.reviews.save(aReview(ref, { updatedAt }), [])));
    expect((await world.reviews.find(ref))?.issue.updatedAt).toBe(times.at(-1));
  });

  test('an issue that is gone leaves the counts and is not found', async () => {
    const [gone, there] = [aRef(), aRef()];
    const count = async () =>
      (await world.reviews.counts()).find((c) => c.tracker === 'jira' && c.framing === 'recipe')?.issues ?? 0;
    const before = await count();
    await world.reviews.save(aReview(gone), []);
    await world.reviews.save(aReview(there), []);
    expect(await count()).toBe(before + 2);

    await world.reviews.markGone(gone, new Date(), [anEvent(gone, { topic: 'issue.gone' })]);
    expect(await count()).toBe(before + 1);
    expect(await world.reviews.find(gone)).toBeNull();
    expect(await world.reviews.openFindings(gone)).toEqual([]);
    expect((await eventsOf(gone)).map((event) => event.topic)).toEqual(['issue.gone']);
  });

  test('an issue that comes back is there again', async () => {
    const ref = aRef();
    await world.reviews.save(aReview(ref), []);
    await world.reviews.markGone(ref, new Date(), []);
    expect(await world.reviews.save(aReview(ref), [])).toBe('saved');
    expect(await world.reviews.find(ref)).toEqual(aReview(ref));
  });

  test('an issue that was never reviewed can be gone', async () => {
    const ref = aRef();
    await world.reviews.markGone(ref, new Date(), [anEvent(ref, { topic: 'issue.gone' })]);
    expect(await eventsOf(ref)).toHaveLength(1);
  });
}
