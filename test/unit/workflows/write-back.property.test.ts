import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hypothesis, recipe, settingsWith } from '../../helpers/desk.ts';
import { createWriteBackWorld, type Trouble } from '../../helpers/write-back-world.ts';

type World = ReturnType<typeof createWriteBackWorld>;
type Step = { readonly name: string; run(world: World): unknown };

const settings = settingsWith({ writeBack: { fill: { priority: 'suggest', size: 'suggest' } } });
const wish = 'As a shopper, I want a green button';
const titles = fc.constantFrom(wish, `${wish} now`, recipe, hypothesis, 'Bump jackson to 2.17', '');
const nth = fc.nat({ max: 30 });

const trouble: fc.Arbitrary<Trouble> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Trouble>({ kind: 'none' }) },
  fc.record({
    kind: fc.constant('death' as const),
    nth: nth.map((number) => number + 1),
    when: fc.constantFrom('before' as const, 'after' as const),
  }),
  fc.record({
    kind: fc.constant('tracker' as const),
    method: fc.constantFrom('fetchIssue', 'writeFields', 'createComment', 'updateComment', 'deleteComment'),
    error: fc.constantFrom('unavailable' as const, 'rate-limited' as const),
    afterApplying: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('edit' as const), nth: nth.map((number) => number + 1), title: titles }),
);

function step<T>(name: string, given: fc.Arbitrary<T>, run: (world: World, value: T) => unknown) {
  return given.map(
    (value): Step => ({ name: `${name} ${JSON.stringify(value)}`, run: (world) => run(world, value) }),
  );
}

const missionField = fc.constantFrom('priority' as const, 'size' as const);
const missionValue = fc.constantFrom('today', 'micro', null, null);
const framing = fc.constantFrom('recipe', 'need', 'hypothesis', null);

const people = [
  step('edits the title:', titles, (world, title) => world.edit(title)),
  step('sets a field:', fc.tuple(missionField, missionValue), (world, [field, value]) =>
    world.setField(field, value),
  ),
  step('sets the framing:', framing, (world, value) => world.setField('framing', value)),
  step('marks off:', fc.boolean(), (world, isOff) => world.label(isOff)),
];
const waymark = [
  step('looks, with trouble', trouble, (world, given) => world.attend(given)),
  step('does what is asked for', fc.constant(null), (world) => world.work()),
];
const network = [
  step('delivers', fc.tuple(nth, fc.boolean()), (world, [at, again]) => world.deliver(at, again)),
  step('delivers again', nth, (world, at) => world.redeliver(at)),
  step('takes time:', fc.constantFrom(0, 1, 5, 60), (world, minutes) => world.wait(minutes)),
];
const deletesComment = step('deletes the comment', fc.constant(null), (world) => world.deleteComment());
const stubborn = step('a stubborn program wants', framing, (world, value) => world.setStubborn(value));

const schedule = (...kinds: fc.Arbitrary<Step>[]) =>
  fc.array(fc.oneof(...kinds), { minLength: 1, maxLength: 40, size: 'max' });
const tracker = fc.constantFrom('jira' as const, 'linear' as const);

/** Without a budget nothing but the breaker can end a fight. */
const unlimited = settingsWith({ writeBack: { budget: { perIssuePerDay: 100_000 } } });

async function play(steps: readonly Step[], name: 'jira' | 'linear'): Promise<World> {
  const world = createWriteBackWorld(settings, name);
  for (const one of steps) await one.run(world);
  return world;
}

const writes = ({ desk }: World) =>
  desk.tracker.calls.filter(({ method }) => /^(?:create|update|delete)Comment$|^writeFields$/.test(method))
    .length;

const runs = { numRuns: 200 };

describe('whatever people, programs, the network and the power do', { timeout: 60_000 }, () => {
  test('a person’s value is never lost, there is one comment at most, and nothing is written without need', async () => {
    await fc.assert(
      fc.asyncProperty(
        schedule(...people, ...waymark, ...waymark, ...network, deletesComment, stubborn),
        tracker,
        async (steps, name) => {
          const world = await play(steps, name);
          await world.settle();
          expect(world.broken).toEqual([]);
        },
      ),
      runs,
    );
  });

  test('it comes to rest, and another look writes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        schedule(...people, ...waymark, ...network, deletesComment, stubborn),
        tracker,
        async (steps, name) => {
          const world = await play(steps, name);
          expect(await world.settle()).toBe(true);
          const before = writes(world);
          await world.attend();
          await world.attend();
          expect(writes(world) - before).toBe(0);
        },
      ),
      runs,
    );
  });

  test('left in peace, it ends with what it should say: the framing of the text, and the right comment', async () => {
    await fc.assert(
      fc.asyncProperty(
        schedule(...people, ...waymark, ...waymark, ...network),
        tracker,
        async (steps, name) => {
          const world = await play(steps, name);
          world.label(false);
          world.edit(wish);
          await world.settle();
          // A fight or a busy day may have made it wait.
          world.wait(26 * 60);
          expect(await world.settle()).toBe(true);
          const { desk } = world;
          const review = await desk.reviews.find(desk.ref);
          expect(desk.tracker.fieldsOf('SHOP-1').framing).toBe(review?.assessment.reading.framing);
          expect(desk.tracker.commentTexts('SHOP-1')).toHaveLength(1);
          expect(await desk.writes.open(desk.ref)).toEqual([]);
        },
      ),
      runs,
    );
  });

  test('a program that always puts another value back is left to it', async () => {
    await fc.assert(
      fc.asyncProperty(
        schedule(...people, ...waymark, ...network),
        fc.constantFrom('nonsense', 'other'),
        tracker,
        async (steps, value, name) => {
          const world = createWriteBackWorld(unlimited, name);
          world.setStubborn(value);
          for (const one of steps) await one.run(world);
          expect(await world.settle()).toBe(true);
          const before = writes(world);
          for (let hour = 0; hour < 20; hour += 1) {
            world.wait(60);
            expect(await world.settle()).toBe(true);
          }
          // Twenty hours hold ten windows; without the breaker there would be a write every round.
          expect(writes(world) - before).toBeLessThanOrEqual(12);
        },
      ),
      { numRuns: 100 },
    );
  });
});
