import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TrackerSetup } from '../../src/domain/ports.ts';

/** A tracker in which nothing of Waymark is set up, with an administrator's account. */
export interface SetupBench {
  readonly tracker: TrackerSetup;
  /** From now on the account is no administrator's. */
  loseRights(): void;
  /** From now on its credentials are refused. */
  loseCredentials(): void;
  /** What it was asked to change so far. */
  writes(): number;
  close(): Promise<void>;
}

const target = { webhookUrl: 'https://waymark.example/webhooks/here' };

/** What `waymark provision` and `waymark doctor` rely on, whichever tracker it is. */
export function trackerSetupContract(name: string, setUp: () => Promise<SetupBench>): void {
  describe(`${name}, when it is set up`, () => {
    let bench: SetupBench;
    let tracker: TrackerSetup;

    beforeEach(async () => {
      bench = await setUp();
      tracker = bench.tracker;
    });
    afterEach(() => bench.close());

    const openSteps = async () =>
      (await tracker.planSetup(target)).filter(({ state }) => state !== 'present');
    const applyAll = async () => {
      for (const step of await openSteps()) await tracker.applyStep(step, target);
    };

    it('plans without changing anything, and each step once', async () => {
      const steps = await tracker.planSetup(target);
      expect(bench.writes()).toBe(0);
      expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
      expect(steps.filter(({ state }) => state === 'missing').length).toBeGreaterThan(1);
      for (const { title } of steps) expect(title).not.toMatch(/\n|undefined|null/);
    });

    it('has everything once each step was done, and then changes nothing more', async () => {
      await applyAll();
      expect(await openSteps()).toEqual([]);
      const before = bench.writes();
      for (const step of await tracker.planSetup(target)) await tracker.applyStep(step, target);
      expect(bench.writes()).toBe(before);
    });

    it('may be told to do a step twice', async () => {
      const steps = await openSteps();
      for (const step of steps) await tracker.applyStep(step, target);
      for (const step of steps) await tracker.applyStep(step, target);
      expect(await openSteps()).toEqual([]);
    });

    it('does no step that it does not know', async () => {
      const step = { id: 'nowhere:nothing', title: 'nothing', state: 'missing' } as const;
      await expect(tracker.applyStep(step, target)).rejects.toMatchObject({
        name: 'TrackerError',
        kind: 'invalid',
      });
    });

    it('leaves to a person what takes more rights, and says what to do', async () => {
      bench.loseRights();
      const steps = await openSteps();
      const webhook = steps.filter(({ id }) => id.includes('webhook'));
      expect(webhook.length).toBeGreaterThan(0);
      for (const step of webhook) {
        expect(step).toMatchObject({ state: 'by-hand', remedy: expect.stringContaining(target.webhookUrl) });
      }
      for (const { state, remedy } of steps) if (state === 'by-hand') expect(remedy).toMatch(/\w+ \w+/);
    });

    it('asks for an address where nobody has given one', async () => {
      const steps = await tracker.planSetup({ webhookUrl: null });
      const webhook = steps.find(({ id }) => id.includes('webhook'));
      expect(webhook).toMatchObject({ state: 'by-hand', remedy: expect.stringContaining('PUBLIC_URL') });
    });

    describe('and looked over', () => {
      const statesOf = async () => new Set((await tracker.diagnose(target)).map(({ state }) => state));

      it('says what is wrong before, each with its remedy, and changes nothing', async () => {
        const found = await tracker.diagnose(target);
        expect(found.some(({ state, id }) => state === 'failed' && id.includes('webhook'))).toBe(true);
        for (const { state, remedy } of found) {
          if (state === 'ok') expect(remedy).toBeNull();
          else expect(remedy).toMatch(/\w+ \w+/);
        }
        expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
        expect(bench.writes()).toBe(0);
      });

      it('is well after it was set up', async () => {
        await applyAll();
        expect(await statesOf()).toEqual(new Set(['ok']));
      });

      it('says so when the credentials are refused', async () => {
        bench.loseCredentials();
        expect(await tracker.diagnose(target)).toMatchObject([
          {
            id: expect.stringContaining('credentials'),
            state: 'failed',
            remedy: expect.stringMatching(/\w/),
          },
        ]);
      });
    });
  });
}
