import { describe, expect, test } from 'vitest';
import { TrackerError } from '../../../src/domain/errors.ts';
import { call, createDesk, hypothesis, recipe, settingsWith } from '../../helpers/desk.ts';

const suggesting = settingsWith({ writeBack: { fill: { priority: 'suggest' } } });
const wish = 'As a shopper, I want a green button';

function createFieldDesk(settings = suggesting, name: 'jira' | 'linear' = 'jira') {
  const desk = createDesk(name, settings);
  desk.tracker.put({ id: 'SHOP-1', title: wish, priority: 'High' });
  desk.tracker.giveFields('SHOP-1', { framing: null, priority: null, size: null });
  const edit = (title: string) => {
    const issue = desk.tracker.issues.get('SHOP-1');
    desk.tracker.put({
      ...issue,
      id: 'SHOP-1',
      title,
      updatedAt: new Date(Date.parse(issue?.updatedAt ?? '') + 1000).toISOString(),
    });
  };
  const setField = (field: 'framing' | 'priority' | 'size', value: string | null) =>
    desk.tracker.setField('SHOP-1', field, value);
  return { ...desk, edit, setField, fields: () => desk.tracker.fieldsOf('SHOP-1') };
}

describe('publishing fields', () => {
  test('owned fields and those to be filled are written in one call, and on record with before and after', async () => {
    const desk = createFieldDesk();
    await desk.attend();
    const { framing } = desk.fields();
    expect(desk.fields()).toEqual({ framing, priority: 'this week', size: null });
    expect(desk.tracker.callsOf('writeFields')).toBe(1);
    expect(desk.writes.all().filter(({ kind }) => kind === 'field')).toMatchObject([
      {
        field: 'priority',
        before: null,
        after: 'this week',
        state: 'written',
        key: 'SHOP-1',
        project: 'SHOP',
      },
      { field: 'framing', before: null, after: framing, state: 'written' },
    ]);
    expect(await desk.topics()).toContain('fields.published');
  });

  test('looking again writes nothing', async () => {
    const desk = createFieldDesk();
    expect(await desk.attend()).toMatchObject({ fields: { result: 'written', written: 2 } });
    const rows = desk.writes.all();
    expect(await desk.attend()).toMatchObject({ fields: { result: 'unchanged' } });
    expect(desk.tracker.callsOf('writeFields')).toBe(1);
    expect(desk.writes.all()).toEqual(rows);
  });

  test('the framing follows the text, and a person’s word on it is overwritten', async () => {
    const desk = createFieldDesk();
    desk.edit(hypothesis);
    await desk.attend();
    expect(desk.fields().framing).toBe('hypothesis');
    desk.setField('framing', 'recipe');
    await desk.attend();
    expect(desk.fields().framing).toBe('hypothesis');
  });

  test('a filled field that a person clears stays cleared', async () => {
    const desk = createFieldDesk();
    await desk.attend();
    desk.setField('priority', null);
    await desk.attend();
    desk.edit(`${wish} again`);
    await desk.attend();
    expect(desk.fields().priority).toBeNull();
  });

  test('a field that Waymark filled does not outvote the text that says something else by now', async () => {
    const desk = createFieldDesk(settingsWith({ writeBack: { fill: { persona: 'suggest' } } }));
    desk.tracker.giveFields('SHOP-1', { persona: null });
    await desk.attend();
    expect(desk.fields().persona).toBe('shopper');
    desk.edit('As a courier, I want a green button');
    await desk.attend();
    expect((await desk.reviews.find(desk.ref))?.assessment.mission.persona).toMatchObject({
      ...{ value: 'courier', source: 'prose' },
    });
    expect(desk.fields().persona).toBe('shopper');
  });

  test('a persona that the comment asks about is not filled in', async () => {
    const desk = createFieldDesk(settingsWith({ writeBack: { fill: { persona: 'suggest' } } }));
    desk.tracker.giveFields('SHOP-1', { persona: null });
    desk.edit('As a PO, I want a Save for Later button so shoppers can store items in the cart');
    await desk.attend();
    expect(desk.fields().persona).toBeNull();
  });

  test('a person’s value is kept', async () => {
    const desk = createFieldDesk();
    desk.setField('priority', 'today');
    await desk.attend();
    expect(desk.fields().priority).toBe('today');
  });

  test('an empty field that was seen a while ago is looked at again before it is filled', async () => {
    const desk = createFieldDesk();
    const save = desk.reviews.save.bind(desk.reviews);
    const reviews = {
      ...desk.reviews,
      save: async (...given: Parameters<typeof save>) => {
        desk.wait(60_000);
        desk.setField('priority', 'today');
        return save(...given);
      },
    };
    await desk.attendWith({ reviews })(desk.ref, 'a slow day');
    expect(desk.fields().priority).toBe('today');
  });

  test('an issue without these fields, or marked off, or in a project that is off, is left alone', async () => {
    const bare = createDesk('jira', suggesting);
    await bare.attend();
    const marked = createFieldDesk();
    marked.tracker.put({ id: 'SHOP-1', title: wish, priority: 'High', labels: [{ name: 'waymark-off' }] });
    await marked.attend();
    const off = createFieldDesk(
      settingsWith({ projects: { jira: { SHOP: { writeBack: { mode: 'off' } } } } }),
    );
    expect(await off.attend()).toMatchObject({ fields: { result: 'off' }, comment: 'off' });
    for (const desk of [bare, marked, off]) expect(desk.tracker.callsOf('writeFields')).toBe(0);
  });
});

describe('a field that the tracker refuses', () => {
  test('is told once, the others are written, and it is not tried on every look', async () => {
    const desk = createFieldDesk();
    desk.tracker.refuseField('framing', { message: 'no such option' });
    expect(await desk.attend()).toMatchObject({ fields: { result: 'written', written: 1, refused: 1 } });
    expect(desk.fields()).toMatchObject({ framing: null, priority: 'this week' });
    desk.edit(`${wish} again`);
    expect(await desk.attend()).toMatchObject({ fields: { result: 'unchanged' } });
    expect(desk.tracker.callsOf('writeFields')).toBe(1);
    expect(desk.log.lines.filter(({ message }) => message === 'a field cannot be written')).toHaveLength(1);
    expect((await desk.topics()).filter((topic) => topic === 'fields.refused')).toHaveLength(1);
    expect(await desk.refusals.list({ limit: 10 })).toMatchObject([
      { project: 'SHOP', typeName: 'Story', field: 'framing', message: 'no such option' },
    ]);
  });

  test('is tried again after some hours, and what was refused is over when it succeeds', async () => {
    const desk = createFieldDesk();
    desk.tracker.refuseField('framing', { message: 'no such option' });
    await desk.attend();
    desk.tracker.refuseField('framing', null);
    desk.wait(7 * 3_600_000);
    expect(await desk.attend()).toMatchObject({ fields: { result: 'written' } });
    expect(desk.fields().framing).not.toBeNull();
    expect(await desk.refusals.list({ limit: 10 })).toEqual([]);
  });

  test('is tried again when the settings change', async () => {
    const desk = createFieldDesk();
    desk.tracker.refuseField('framing', { message: 'no such option' });
    await desk.attend();
    const settings = settingsWith({ comment: { maxQuote: 100 } });
    await desk.attendWith({ settings })(desk.ref, 'other settings');
    expect(desk.tracker.callsOf('writeFields')).toBe(2);
  });

  test('for one option is written with another', async () => {
    const desk = createFieldDesk();
    desk.edit(hypothesis);
    desk.tracker.refuseField('framing', { message: 'no such option', option: 'hypothesis' });
    await desk.attend();
    desk.edit(recipe);
    await desk.attend();
    expect(desk.fields().framing).toBe((await desk.reviews.find(desk.ref))?.assessment.reading.framing);
  });

  test.each([
    ['not understood', new TrackerError('invalid', 'what?', { status: 400 })],
    ['not allowed', new TrackerError('auth', 'you may not', { status: 403 })],
  ])('with the whole call %s does not keep the comment', async (_, error) => {
    const desk = createFieldDesk();
    desk.tracker.failNext('writeFields', error);
    expect(await desk.attend()).toMatchObject({ fields: { result: 'refused' }, comment: 'created' });
    expect(desk.writes.all().filter(({ kind }) => kind === 'field')).toEqual([]);
  });

  test('that an issue cannot have is noted once, and written as soon as it can', async () => {
    const desk = createFieldDesk();
    desk.tracker.fieldProblems.push({
      project: 'SHOP',
      field: 'framing',
      message: 'not on the screen',
      remedy: 'add',
    });
    desk.tracker.giveFields('SHOP-1', {});
    const attend = desk.attendWith({});
    await attend(desk.ref, 'one look');
    await attend(desk.ref, 'another look');
    expect(await desk.refusals.list({ limit: 10 })).toHaveLength(1);
    expect(desk.log.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
    desk.tracker.fieldProblems.length = 0;
    desk.tracker.giveFields('SHOP-1', { framing: null });
    await desk.attend();
    expect(desk.fields().framing).not.toBeNull();
    expect(await desk.refusals.list({ limit: 10 })).toEqual([]);
  });
});

describe('when the call fails', () => {
  test.each([
    ['before it took effect', false],
    ['after it took effect', true],
  ])(
    '%s: one entry for each field in the end, and no second write of what is there',
    async (_, afterApplying) => {
      const desk = createFieldDesk();
      desk.tracker.failNext('writeFields', new TrackerError('unavailable', 'no answer'), { afterApplying });
      await expect(desk.attend()).rejects.toThrow('no answer');
      await desk.attend();
      expect(desk.fields().priority).toBe('this week');
      expect(desk.tracker.callsOf('writeFields')).toBe(afterApplying ? 1 : 2);
      const rows = desk.writes.all().filter(({ kind }) => kind === 'field');
      expect(rows.map(({ field, state }) => [field, state])).toEqual([
        ['priority', 'written'],
        ['framing', 'written'],
      ]);
    },
  );

  test('because of a rate limit, what people do meanwhile does not keep the field empty', async () => {
    const desk = createFieldDesk();
    desk.tracker.failNext('writeFields', new TrackerError('rate-limited', 'slow down'));
    await expect(desk.attend()).rejects.toThrow('slow down');
    desk.setField('size', 'micro');
    await desk.attend();
    expect(desk.fields().priority).toBe('this week');
  });

  test('with its answer lost, a value that a person cleared meanwhile stays cleared', async () => {
    const desk = createFieldDesk();
    desk.tracker.failNext('writeFields', new TrackerError('unavailable', 'no answer'), {
      afterApplying: true,
    });
    await expect(desk.attend()).rejects.toThrow('no answer');
    desk.setField('priority', null);
    await desk.attend();
    expect(desk.fields().priority).toBeNull();
  });
});

describe.each(['jira', 'linear'] as const)('dying anywhere on the way of the fields (%s)', (name) => {
  class Death extends Error {}
  const steps = [
    ['writes', 'append', 1],
    ['tracker', 'writeFields', 1],
    ['writes', 'settle', 1],
    ['writes', 'append', 2],
    ['comments', 'put', 2],
  ] as const;
  const deaths = steps.flatMap(([part, method, nth]) =>
    (['before', 'after'] as const).map((when) => ({ part, method, nth, when })),
  );

  test.each(deaths)(
    '$when call $nth of $part.$method: written once, on record once',
    async ({ part, method, nth, when }) => {
      const desk = createFieldDesk(suggesting, name);
      await desk.receive(name, call({ delivery: 'd-1', issue: { id: 'SHOP-1', key: 'SHOP-1' } }));
      let calls = 0;
      const whole = desk[part] as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
      const dying = {
        ...whole,
        [method]: async (...args: unknown[]) => {
          calls += 1;
          if (calls === nth && when === 'before') throw new Death();
          const result = await whole[method]?.(...args);
          if (calls === nth) throw new Death();
          return result;
        },
      };
      await expect(desk.attendWith({ [part]: dying })(desk.ref, 'first life')).rejects.toThrow(Death);

      await desk.attend();
      const assessment = (await desk.reviews.find(desk.ref))?.assessment;
      expect(desk.fields().framing).toBe(assessment?.reading.framing);
      expect(desk.tracker.commentTexts('SHOP-1')).toHaveLength(1);
      expect(await desk.writes.open(desk.ref)).toEqual([]);
      const fields = desk.writes.all().flatMap(({ field }) => field ?? []);
      expect(fields.toSorted()).toEqual([...new Set(fields)].toSorted());
      expect(await desk.deliveries.list({ limit: 10 })).toMatchObject([{ status: 'done' }]);
      const again = desk.tracker.calls.length;
      await desk.attend();
      expect(desk.tracker.calls.length - again).toBe(1);
    },
  );
});
