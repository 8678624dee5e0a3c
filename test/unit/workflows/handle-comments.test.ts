import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TrackerError } from '../../../src/domain/errors.ts';
import type { FetchedComment } from '../../../src/domain/ports.ts';
import { type AllSettings, defaultAllSettings, defaultSettings } from '../../../src/domain/settings.ts';
import { createDesk } from '../../helpers/desk.ts';

const minute = (number: number) => new Date(Date.UTC(2026, 0, 6, 8, number)).toISOString();

/** A desk at whose issue people write comments. */
function createTalk(settings: AllSettings = defaultAllSettings) {
  const desk = createDesk('jira', settings);
  const said = new Map<string, FetchedComment>();
  const failures: Error[] = [];
  let looks = 0;
  const tracker = {
    ...desk.tracker,
    async fetchComment(issueId: string, commentId: string) {
      looks += 1;
      const failure = failures.shift();
      if (failure) throw failure;
      const comment = said.get(commentId);
      return comment?.issueId === issueId ? comment : null;
    },
  };
  let deliveries = 0;
  return {
    ...desk,
    said,
    failures,
    looks: () => looks,
    write(id: string, text: string, over: Partial<FetchedComment> = {}) {
      const author = { id: 'u-2', name: 'Mara' };
      const at = over.createdAt ?? minute(said.size);
      const rest = { authorMayEdit: true, createdAt: at, updatedAt: at };
      said.set(id, { id, issueId: desk.ref.id, text, author, ...rest, ...over });
    },
    /** The tracker's webhook for a comment. */
    async deliver(id: string) {
      deliveries += 1;
      await desk.deliveries.record({
        tracker: 'jira',
        receivedAt: desk.clock.now(),
        ignoredBecause: null,
        event: {
          deliveryKey: `comment ${id} ${deliveries}`,
          contentKey: null,
          type: 'comment_created',
          issue: { id: desk.ref.id, key: 'SHOP-1' },
          comment: { id },
          occurredAt: null,
          body: {},
        },
      });
    },
    attend: (parts: Parameters<typeof desk.attendWith>[0] = {}) =>
      desk.attendWith({ tracker, ...parts })(desk.ref, 'a test'),
    texts: () => desk.tracker.commentTexts(desk.ref.id),
  };
}

/** Nobody is taken for a rival program here, however often they change their mind. */
const patient: AllSettings = {
  ...defaultAllSettings,
  everywhere: {
    ...defaultSettings,
    writeBack: {
      ...defaultSettings.writeBack,
      breaker: { ...defaultSettings.writeBack.breaker, flips: 100 },
      budget: { perIssuePerDay: 1_000, perProjectPerHour: 1_000 },
    },
  },
};

async function talk(text: string, over: Partial<FetchedComment> = {}, settings?: AllSettings) {
  const desk = createTalk(settings);
  desk.write('c-1', text, over);
  await desk.deliver('c-1');
  return { desk, attended: await desk.attend() };
}

describe('a command in a comment', () => {
  test('is carried out, answered in the one comment, and told', async () => {
    const { desk, attended } = await talk('/waymark recheck');
    expect(attended.commands).toEqual([{ command: 'recheck', outcome: 'recheck' }]);
    expect(desk.texts()).toEqual([expect.stringContaining('To Mara: read again on 2026-01-06 at 08:00 UTC')]);
    expect(await desk.topics()).toContain('command.handled');
  });

  test('to set a field is the person’s word, also when the text says something else later', async () => {
    const desk = createTalk();
    desk.tracker.giveFields('SHOP-1', { persona: null });
    desk.write('c-1', '/waymark set persona returning shopper');
    await desk.deliver('c-1');
    await desk.attend();
    expect(desk.tracker.fieldsOf('SHOP-1').persona).toBe('returning shopper');
    desk.tracker.put({ id: 'SHOP-1', title: 'As a courier, I want a map', updatedAt: minute(59) });
    await desk.attend();
    expect((await desk.reviews.find(desk.ref))?.assessment.mission.persona?.value).toBe('returning shopper');
  });

  test('is handled before its issue was ever reviewed', async () => {
    const { desk, attended } = await talk('/waymark dismiss internal-persona false');
    expect(attended.commands).toEqual([{ command: 'dismiss', outcome: 'dismissed' }]);
    expect((await desk.reviews.openFindings(desk.ref)).map(({ check }) => check)).not.toContain(
      'internal-persona',
    );
  });

  test('is not heard from Waymark itself, from bots, or where commands are switched off', async () => {
    const own = { author: { id: 'jira-waymark', name: 'Waymark' } };
    const bot = { author: { id: 'u-9', name: 'Robot', bot: true } };
    const off = { everywhere: { ...defaultSettings, commands: { enabled: false } } };
    for (const { desk, attended } of [
      await talk('/waymark off', own),
      await talk('/waymark off', bot),
      await talk('/waymark off', {}, { ...defaultAllSettings, ...off }),
    ]) {
      expect(attended.commands).toEqual([]);
      expect((await desk.wishes.of(desk.ref)).isOff).toBe(false);
    }
  });

  test('of somebody who may not edit opens no comment', async () => {
    const desk = createTalk();
    desk.tracker.put({ id: 'SHOP-1', title: 'Sort the attic', type: 'sub-task' });
    desk.write('c-1', '/waymark help', { authorMayEdit: false });
    await desk.deliver('c-1');
    expect((await desk.attend()).commands).toEqual([{ command: 'help', outcome: 'refused' }]);
    expect(desk.texts()).toEqual([]);
    expect(await desk.topics()).toContain('command.refused');
  });

  test('where nobody can tell who may edit is refused, with the remedy', async () => {
    const desk = createTalk();
    await desk.attend();
    desk.write('c-1', '/waymark off', { authorMayEdit: false, cannotTell: 'make me an administrator' });
    await desk.deliver('c-1');
    await desk.attend();
    expect(desk.texts()).toEqual([expect.stringContaining('make me an administrator')]);
  });

  test('of many unknown ones in a comment gets one hint', async () => {
    const { desk } = await talk('/waymark dance\n/waymark sing\n/waymark jump');
    expect(desk.texts()[0]?.match(/I do not know/g)).toHaveLength(1);
  });

  test('of names and words that are markup is told as words', async () => {
    const author = { id: 'u-2', name: '**Bobby**\n/waymark off' };
    const { desk } = await talk('/waymark set persona [x](javascript:alert(1))', { author });
    const text = desk.texts()[0] ?? '';
    expect(text.split('\n').filter((line) => line.startsWith('/waymark'))).toEqual([]);
    expect(text).toContain('To Bobby /waymark off:');
  });

  test('that sets a field in the tracker is on record with what was there, so that it can be taken back', async () => {
    const desk = createTalk();
    desk.tracker.giveFields('SHOP-1', { persona: 'buyer' });
    await desk.attend();
    desk.write('c-1', '/waymark set persona returning shopper');
    await desk.deliver('c-1');
    expect((await desk.attend()).commands).toEqual([{ command: 'set', outcome: 'set' }]);
    expect(desk.tracker.fieldsOf('SHOP-1')).toMatchObject({ persona: 'returning shopper' });
    const entries = await desk.writes.list({ ref: desk.ref, limit: 10 });
    expect(entries.filter(({ kind }) => kind === 'field')).toMatchObject([
      { field: 'persona', before: 'buyer', after: 'returning shopper', state: 'written' },
    ]);
  });

  test('that cannot be read does not keep the issue from being reviewed', async () => {
    const desk = createTalk();
    desk.failures.push(new TrackerError('invalid', 'hidden', { status: 403 }));
    await desk.deliver('c-1');
    expect(await desk.attend()).toMatchObject({ review: 'reviewed', commands: [] });
  });

  test('waits for a tracker that does not answer', async () => {
    const desk = createTalk();
    desk.write('c-1', '/waymark off');
    desk.failures.push(new TrackerError('unavailable', 'down'));
    await desk.deliver('c-1');
    await expect(desk.attend()).rejects.toThrow('down');
    expect((await desk.attend()).commands).toEqual([{ command: 'off', outcome: 'off' }]);
  });

  test('of a comment that was handled costs one look and no write', async () => {
    const { desk } = await talk('/waymark recheck');
    await desk.deliver('c-1');
    const writes = () => desk.tracker.callsOf('updateComment') + desk.tracker.callsOf('createComment');
    const before = writes();
    expect((await desk.attend()).commands).toEqual([]);
    expect(writes()).toBe(before);
  });
});

test('however comments are edited, repeated, delayed and mixed, and whatever dies, the last word of each kind counts', async () => {
  const texts = [
    '/waymark off',
    '/waymark on',
    '/waymark set size macro',
    '/waymark set size micro',
    '/waymark help',
  ];
  const step = fc.oneof(
    fc.record({ kind: fc.constant('write' as const), text: fc.constantFrom(...texts) }),
    fc.record({ kind: fc.constant('deliver' as const), which: fc.nat(20) }),
    fc.record({ kind: fc.constant('attend' as const) }),
    fc.record({
      kind: fc.constant('die' as const),
      where: fc.constantFrom('record' as const, 'comment' as const, 'look' as const),
    }),
  );
  const schedules = fc.array(step, { minLength: 5, maxLength: 30, size: 'max' });
  await fc.assert(
    fc.asyncProperty(schedules, fc.boolean(), async (steps, isReversed) => {
      const desk = createTalk(patient);
      const written: string[] = [];
      for (const one of steps) {
        if (one.kind === 'write') {
          const id = `c-${written.length}`;
          desk.write(id, one.text);
          written.push(id);
        }
        if (one.kind === 'deliver' && written.length > 0) {
          await desk.deliver(written[one.which % written.length] ?? '');
        }
        if (one.kind === 'attend') await desk.attend();
        if (one.kind === 'die') await dies(desk, one.where);
      }
      for (const id of isReversed ? written.toReversed() : written) {
        await desk.deliver(id);
        if (isReversed) await desk.attend();
      }
      await desk.attend();
      await desk.attend();

      const last = (pattern: RegExp) =>
        [...desk.said.values()]
          .map(({ text }) => pattern.exec(text)?.[1])
          .findLast((word) => word !== undefined);
      const wishes = await desk.wishes.of(desk.ref);
      expect(wishes.isOff).toBe(last(/(off|on)$/) === 'off');
      expect(wishes.choices.map(({ value }) => value)).toEqual([last(/size (\w+)/)].filter(Boolean));
      expect(desk.texts().length).toBe(wishes.isOff ? 0 : 1);
      const handled = (await desk.topics()).filter((topic) => topic === 'command.handled');
      expect(handled).toHaveLength(written.length);

      const calls = desk.tracker.calls.length;
      await desk.attend();
      expect(desk.tracker.calls.slice(calls).map(({ method }) => method)).toEqual(['fetchIssue']);
    }),
    { numRuns: 60 },
  );
});

async function dies(
  desk: ReturnType<typeof createTalk>,
  where: 'record' | 'comment' | 'look',
): Promise<void> {
  const death = new Error('killed');
  const { wishes, comments } = desk;
  const parts = {
    record: { wishes: { ...wishes, record: () => Promise.reject(death) } },
    comment: { comments: { ...comments, put: () => Promise.reject(death) } },
    look: {},
  }[where];
  if (where === 'look') desk.failures.push(death);
  await desk.attend(parts).catch((error: unknown) => {
    if (error !== death) throw error;
  });
  desk.failures.length = 0;
}
