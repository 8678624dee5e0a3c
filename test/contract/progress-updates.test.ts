import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgressUpdate, ProgressUpdates, UpdatePlace } from '../../src/domain/ports.ts';
import { paragraph, text } from '../../src/domain/rich-text.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { createLinearTracker } from '../../src/trackers/linear/index.ts';
import { linearConfig } from '../helpers/linear-bench.ts';

const names = { project: 'Checkout without detours', initiative: 'Buying feels effortless' } as const;
const kinds = ['project', 'initiative'] as const;

describe.each(kinds)('updates of a Linear %s', (kind) => {
  let sandbox: Sandbox;
  let updates: ProgressUpdates;
  let place: UpdatePlace;

  beforeEach(async () => {
    sandbox = await createSandbox();
    const tracker = createLinearTracker(linearConfig(sandbox.linear));
    if (!tracker.progressUpdates) throw new Error('Linear has no updates');
    updates = tracker.progressUpdates;
    const [found] = await updates.findPlaces(kind, names[kind]);
    if (!found) throw new Error('there is nothing to be updated');
    place = found;
  });
  afterEach(() => sandbox.close());

  const update = (words: string, health: ProgressUpdate['health'] = 'onTrack'): ProgressUpdate => ({
    health,
    body: [paragraph(text(words))],
  });
  const owner = () => {
    const { projects, initiatives } = sandbox.linear.workspace;
    const found = (kind === 'project' ? projects : initiatives).get(place.id);
    if (!found) throw new Error('it is gone');
    return found;
  };
  const shown = () =>
    owner()
      .updates.filter(({ archivedAt }) => archivedAt === null)
      .map(({ body, health }) => `${health}: ${body}`);

  it('find their place by name, whatever its case, and by id', async () => {
    const byId = await updates.findPlaces(kind, place.id);
    const byName = await updates.findPlaces(kind, names[kind].toUpperCase());
    expect([byId, byName]).toEqual([[place], [place]]);
    expect(await updates.findPlaces(kind, 'no such thing')).toEqual([]);
    expect(await updates.findPlaces(kind, '00000000-0000-4000-8000-00000000abcd')).toEqual([]);
  });

  it('carry health and words, as text and never as markup', async () => {
    await updates.create(place, update('40% of *carts* [are](x) <b>paid</b>', 'atRisk'), '2026-11-02');
    expect(owner().health).toBe('atRisk');
    expect(shown()[0]).toContain('40% of');
    expect(shown()[0]).not.toMatch(/(?<!\\)\*carts\*|(?<!\\)<b>/);
  });

  it('are one when the answer was lost and they are created again', async () => {
    const first = await updates.create(place, update('40%'), '2026-11-02');
    const again = await updates.create(place, update('41%'), '2026-11-02');
    expect(again).toEqual(first);
    expect(shown()).toEqual(['onTrack: 41%']);
  });

  it('are found again by their key, also when somebody took them away', async () => {
    expect(await updates.look(place, '2026-11-02')).toEqual({ state: 'missing' });
    const { id } = await updates.create(place, update('40%'), '2026-11-02');
    expect(await updates.look(place, '2026-11-02')).toEqual({ state: 'there', id });
    expect(await updates.look(place, '2026-11-03')).toEqual({ state: 'missing' });
    await updates.remove(kind, id);
    expect(await updates.look(place, '2026-11-02')).toEqual({ state: 'taken-away', id });
  });

  it('are edited in place, unless somebody took them away', async () => {
    const { id } = await updates.create(place, update('40%'), '2026-11-02');
    expect(await updates.edit(kind, id, update('45%', 'offTrack'))).toBe('edited');
    expect(shown()).toEqual(['offTrack: 45%']);
    await updates.remove(kind, id);
    expect(shown()).toEqual([]);
    expect(owner().health).toBeNull();
    expect(await updates.edit(kind, id, update('50%'))).toBe('missing');
    expect(await updates.edit(kind, '00000000-0000-4000-8000-00000000abcd', update('50%'))).toBe('missing');
  });

  it('can be taken away twice', async () => {
    const { id } = await updates.create(place, update('40%'), '2026-11-02');
    await updates.remove(kind, id);
    await expect(updates.remove(kind, id)).resolves.toBeUndefined();
    await expect(updates.remove(kind, '00000000-0000-4000-8000-00000000abcd')).resolves.toBeUndefined();
  });
});
