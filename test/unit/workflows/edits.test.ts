import { describe, expect, test } from 'vitest';
import { seesEverything } from '../../../src/domain/access.ts';
import { TrackerError } from '../../../src/domain/errors.ts';
import type { AllSettings } from '../../../src/domain/settings.ts';
import { defaultAllSettings } from '../../../src/domain/settings.ts';
import { createSweepEdits } from '../../../src/workflows/sweep-edits.ts';
import { createUndoWrites } from '../../../src/workflows/undo-writes.ts';
import { createDesk, settingsWith } from '../../helpers/desk.ts';
import { Death } from '../../helpers/write-back-world.ts';

const mara = { who: 'mara@shop.example', from: '192.0.2.7' };

/** A desk at whose issue somebody edits on a page; Waymark has read the issue before. */
async function createOffice(settings: AllSettings = defaultAllSettings, fields: object = { size: null }) {
  const desk = createDesk('jira', settings);
  desk.tracker.giveFields(desk.ref.id, fields);
  await desk.attend();
  desk.wait(60_000);
  return {
    ...desk,
    set: (said: string, seen: string | null = null) =>
      desk.editDesk.setFields(desk.ref, [{ field: 'size', said, seen }], mara, seesEverything),
    last: () => desk.edits.all().at(-1),
    mission: async () => (await desk.reviews.find(desk.ref))?.assessment.mission,
    findings: async () => (await desk.reviews.openFindings(desk.ref)).map(({ check }) => check),
  };
}

describe('a field that somebody sets on a page', () => {
  test('is on record at once, goes into the tracker at the issue’s turn, and the mission says it', async () => {
    const { set, last, attend, tracker, ref, mission, queue, events, writes } = await createOffice();
    expect(await set('macro')).toEqual({ outcome: 'asked', count: 1 });
    expect(last()).toMatchObject({ state: 'waiting', by: mara.who, why: null });
    expect(queue.take().map(({ ref: { id } }) => id)).toEqual([ref.id]);
    await attend();
    expect(last()).toMatchObject({ state: 'sent', why: null });
    expect(tracker.fieldsOf(ref.id).size).toBe('macro');
    expect((await mission())?.size).toMatchObject({ value: 'macro', source: 'custom field' });
    expect(writes.all()).toContainEqual(
      expect.objectContaining({ field: 'size', before: null, after: 'macro', state: 'written' }),
    );
    const asked = (await events.read({ topic: 'edit.asked', limit: 9 }))[0];
    expect(asked).toMatchObject({
      actor: mara.who,
      data: { field: 'size', before: null, after: 'macro', from: '192.0.2.7' },
    });
    expect((await events.read({ topic: 'edit.settled', limit: 9 }))[0]?.data).toMatchObject({
      of: 'field:size',
      state: 'sent',
    });
  });

  test('is taken back as everything that Waymark wrote', async () => {
    const { set, attend, tracker, ref, writes, comments, clock, mission } = await createOffice();
    const since = clock.now();
    await set('macro');
    await attend();
    const undo = createUndoWrites({
      ...{ trackers: new Map([['jira', tracker]]), writes, comments, settings: defaultAllSettings, clock },
      sleep: async () => {},
    });
    await undo.run({ since, project: 'SHOP' }, { dryRun: false });
    expect(tracker.fieldsOf(ref.id).size).toBeNull();
    await attend();
    expect(tracker.fieldsOf(ref.id).size).toBeNull();
    expect((await mission())?.size).toMatchObject({ value: 'meso', source: 'default' });
  });

  test('understands the words of the settings, and says which there are', async () => {
    const { editDesk, ref, set } = await createOffice();
    expect(await set('enormous')).toEqual({
      outcome: 'not-understood',
      field: 'size',
      choices: ['macro', 'meso', 'micro'],
    });
    const other = { ...ref, id: 'SHOP-99' };
    const entries = [{ field: 'size', said: 'macro', seen: null }] as const;
    expect(await editDesk.setFields(other, entries, mara, seesEverything)).toEqual({
      outcome: 'unknown-mission',
    });
    const sight = { hidden: [{ tracker: 'jira', project: 'SHOP' }] } as const;
    expect(await editDesk.setFields(ref, entries, mara, sight)).toEqual({ outcome: 'unknown-mission' });
  });

  test('is kept by Waymark where the tracker has no place for it', async () => {
    const { set, last, attend, mission, tracker } = await createOffice(defaultAllSettings, {});
    await set('macro');
    await attend();
    expect(last()).toMatchObject({ state: 'kept', why: { remedy: expect.stringContaining('provision') } });
    expect((await mission())?.size?.value).toBe('macro');
    expect(tracker.callsOf('writeFields')).toBe(0);
  });

  test('does not overwrite what somebody set in the tracker in the meantime', async () => {
    const { set, last, attend, tracker, ref } = await createOffice();
    await set('macro');
    tracker.setField(ref.id, 'size', 'micro');
    await attend();
    expect(last()).toMatchObject({
      state: 'refused',
      why: { reason: expect.stringContaining('micro'), remedy: expect.stringContaining('edit again') },
    });
    expect(tracker.fieldsOf(ref.id).size).toBe('micro');
  });

  test('replaces the value that the page showed, and what Waymark wrote itself', async () => {
    const { set, last, attend, tracker, ref, wait } = await createOffice(defaultAllSettings, {
      size: 'micro',
    });
    await set('macro', 'micro');
    await attend();
    expect(tracker.fieldsOf(ref.id).size).toBe('macro');
    wait(60_000);
    await set('meso', null);
    await attend();
    expect(last()?.state).toBe('sent');
    expect(tracker.fieldsOf(ref.id).size).toBe('meso');
  });

  test('counts once when it is set again before its turn: the later one', async () => {
    const { set, attend, edits, tracker, ref } = await createOffice();
    await set('macro');
    await set('meso');
    await attend();
    expect(edits.all().map(({ state }) => state)).toEqual(['superseded', 'sent']);
    expect(tracker.callsOf('writeFields')).toBe(1);
    expect(tracker.fieldsOf(ref.id).size).toBe('meso');
  });

  test('waits for the end of quiet hours, says so, and is sent afterwards', async () => {
    const quiet = settingsWith({ writeBack: { quietHours: { from: '08:00', to: '10:00' } } });
    const { set, last, attend, wait, edits, queue, clock, log } = await createOffice(quiet);
    await set('macro');
    queue.take();
    await attend();
    expect(last()).toMatchObject({
      state: 'waiting',
      why: { reason: expect.stringContaining('quiet hours') },
    });
    const sweep = createSweepEdits({ edits, queue, clock, log });
    expect(await sweep()).toEqual({ asked: 0 });
    wait(65 * 60_000);
    expect(await sweep()).toEqual({ asked: 1 });
    await attend();
    expect(last()?.state).toBe('sent');
    wait(65 * 60_000);
    expect(await sweep(), 'what is done is not asked for again').toEqual({ asked: 0 });
  });

  test('is refused with the remedy when the tracker refuses it, and the doctor hears of it', async () => {
    const { set, last, attend, tracker, refusals } = await createOffice();
    tracker.refuseField('size', { message: 'the option is not there' });
    await set('macro');
    await attend();
    expect(last()).toMatchObject({
      state: 'refused',
      why: { reason: expect.stringContaining('the option is not there'), remedy: 'Ask an administrator.' },
    });
    expect(await refusals.list({ limit: 9 })).toHaveLength(1);
  });

  test('is refused where Waymark was told to leave the issue alone, and where the issue is gone', async () => {
    const { set, last, attend, tracker, ref } = await createOffice();
    tracker.put({ id: ref.id, labels: [{ name: 'waymark-off' }] });
    await set('macro');
    await attend();
    expect(last()).toMatchObject({
      state: 'refused',
      why: { remedy: expect.stringContaining('/waymark on') },
    });
    await set('macro');
    tracker.issues.delete(ref.id);
    await attend();
    expect(last()?.why?.reason).toContain('deleted');
  });

  test('says while it waits that the tracker gives no answer', async () => {
    const { set, last, attend, tracker } = await createOffice();
    await set('macro');
    tracker.failNext('writeFields', new TrackerError('unavailable', 'down'));
    await expect(attend()).rejects.toThrow('down');
    expect(last()).toMatchObject({ state: 'waiting', why: { reason: 'The tracker gives no answer.' } });
    await attend();
    expect(last()).toMatchObject({ state: 'sent', why: null });
  });

  test('keeps its record when the queue takes no request: the sweep asks for its turn', async () => {
    const { ref, reviews, edits, queue, clock, log, wait } = await createOffice();
    const { createEditDesk } = await import('../../../src/workflows/ask-for-edits.ts');
    const broken = {
      request: async () => {
        throw new Error('no queue');
      },
    };
    const desk = createEditDesk({ reviews, edits, queue: broken, settings: defaultAllSettings, clock, log });
    const entries = [{ field: 'size', said: 'macro', seen: null }] as const;
    expect(await desk.setFields(ref, entries, mara, seesEverything)).toEqual({ outcome: 'asked', count: 1 });
    wait(61_000);
    queue.take();
    await createSweepEdits({ edits, queue, clock, log })();
    expect(queue.take()).toHaveLength(1);
  });
});

describe('when the process dies at any point of an edit', () => {
  const parts = ['tracker', 'writes', 'edits', 'wishes', 'reviews', 'comments', 'refusals'] as const;

  /** The parts, of which the nth call kills the process. */
  function dying(office: Awaited<ReturnType<typeof createOffice>>, nth: number, when: 'before' | 'after') {
    let calls = 0;
    const watch = (whole: object) =>
      Object.fromEntries(
        Object.entries(whole).map(([method, value]) => [
          method,
          typeof value !== 'function'
            ? value
            : async (...args: unknown[]) => {
                calls += 1;
                const isNow = calls === nth;
                if (isNow && when === 'before') throw new Death();
                const result = await value.apply(whole, args);
                if (isNow) throw new Death();
                return result;
              },
        ]),
      );
    const watched = Object.fromEntries(parts.map((part) => [part, watch(office[part])]));
    return { watched, calls: () => calls };
  }

  test.each(['before', 'after'] as const)('%s a call, it is neither lost nor written twice', async (when) => {
    let deaths = 0;
    for (let nth = 1; ; nth += 1) {
      const office = await createOffice();
      let written = 0;
      office.tracker.onWriteFields = (_, changes) => {
        written += changes.filter(({ field }) => field === 'size').length;
      };
      await office.set('macro');
      const { watched, calls } = dying(office, nth, when);
      const died = await office
        .attendWith(watched)(office.ref, 'a test')
        .then(
          () => false,
          (error: unknown) => {
            if (!(error instanceof Death)) throw error;
            return true;
          },
        );
      if (died) deaths += 1;
      office.wait(60_000);
      await office.attend();
      expect(office.last()?.state, `call ${nth}`).toBe('sent');
      expect(office.tracker.fieldsOf(office.ref.id).size).toBe('macro');
      expect(written, `call ${nth}`).toBe(1);
      expect((await office.mission())?.size?.value).toBe('macro');
      if (calls() < nth) break;
    }
    expect(deaths).toBeGreaterThan(15);
  });

  test('what was written and then cleared by somebody is not written again', async () => {
    for (let nth = 1; nth < 40; nth += 1) {
      const office = await createOffice();
      await office.set('macro');
      const { watched } = dying(office, nth, 'after');
      await office
        .attendWith(watched)(office.ref, 'a test')
        .catch(() => null);
      const wasWritten = office.tracker.fieldsOf(office.ref.id).size === 'macro';
      if (!wasWritten) continue;
      office.tracker.setField(office.ref.id, 'size', null);
      office.wait(60_000);
      await office.attend();
      expect(office.tracker.fieldsOf(office.ref.id).size, `call ${nth}`).toBeNull();
      expect(office.last()?.state).toBe('sent');
    }
  });
});

describe('a finding that somebody dismisses on a page', () => {
  test('goes, is on record with who said so, and comes back when that is taken back', async () => {
    const { editDesk, ref, attend, findings, last, events, wishes } = await createOffice();
    expect(await findings()).toContain('recipe');
    const dismissal = { check: 'recipe', reason: 'false', note: 'The button is the need.' } as const;
    expect(await editDesk.dismiss(ref, dismissal, mara, seesEverything)).toMatchObject({ outcome: 'asked' });
    await attend();
    expect(last()?.state).toBe('kept');
    expect(await findings()).not.toContain('recipe');
    expect((await wishes.of(ref)).dismissals).toHaveLength(1);
    expect((await events.read({ topic: 'finding.dismissed', limit: 9 }))[0]).toMatchObject({
      actor: mara.who,
      data: { key: 'SHOP-1', check: 'recipe', note: 'The button is the need.' },
    });
    await editDesk.restore(ref, 'recipe', mara, seesEverything);
    await attend();
    expect(await findings()).toContain('recipe');
    expect((await wishes.of(ref)).dismissals).toEqual([]);
  });

  test('that is not there any more is refused, and says so', async () => {
    const { editDesk, ref, attend, last } = await createOffice();
    await editDesk.dismiss(
      ref,
      { check: 'purpose-changed', reason: 'wontfix', note: '' },
      mara,
      seesEverything,
    );
    await attend();
    expect(last()).toMatchObject({ state: 'refused', why: { reason: expect.stringContaining('no such') } });
  });
});
