import { expect, test } from 'vitest';
import type { WriteStop } from '../../../src/domain/ports.ts';
import { defaultAllSettings, defaultSettings } from '../../../src/domain/settings.ts';
import { createCompareWriteBack } from '../../../src/workflows/compare-write-back.ts';
import { opinionFingerprint } from '../../../src/workflows/fingerprint.ts';
import { createDesk } from '../../helpers/desk.ts';

/** What the mission page says after somebody took back what Waymark wrote on the issue. */
async function undoneDesk(over: Partial<WriteStop> = {}) {
  const desk = createDesk();
  await desk.attend();
  const compare = createCompareWriteBack({
    ...desk,
    records: { fieldLook: async () => null },
    foreseeComment: async () => null,
    settings: defaultAllSettings,
  });
  const review = async () => {
    const found = await desk.reviews.find(desk.ref);
    if (!found) throw new Error('not reviewed');
    return found;
  };
  const { issue } = await review();
  const { ref, key, project } = issue;
  await desk.writes.putStop(
    {
      ...{ ref, key, project, reason: 'undone', detail: 'taken back', until: null, liftedAt: null },
      ...{ at: desk.clock.now().toISOString(), fingerprint: opinionFingerprint(issue, defaultSettings) },
      ...over,
    },
    [],
  );
  return { ...desk, stop: async () => (await compare(await review())).stop };
}

test('an issue that was undone is left alone until its text changes', async () => {
  const desk = await undoneDesk();
  expect(await desk.stop()).toMatchObject({ reason: 'undone' });
  const issue = desk.tracker.issues.get('SHOP-1');
  desk.tracker.put({ ...issue, id: 'SHOP-1', title: 'Bookmarks', updatedAt: '2026-01-06T09:00:05.000Z' });
  await desk.attend();
  expect(await desk.stop()).toBeNull();
});

test('a stop that somebody lifted, or whose time is up, is none', async () => {
  const at = '2026-01-06T09:00:00.000Z';
  expect(await (await undoneDesk({ liftedAt: at })).stop()).toBeNull();
  expect(await (await undoneDesk({ until: at })).stop()).toBeNull();
});
