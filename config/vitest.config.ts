import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Suites that need a database or a queue; the others start nothing. */
const services = ['test/contract/**/*.test.ts', 'test/integration/**/*.test.ts'];

/** Loading everything anew for every file took longer than the tests; no file leaves anything behind. */
const isolate = false;

/** Suites that start many processes take longest, however short their files: they go first, so that none is left over at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const startsMany = ({ moduleId }: TestSpecification) =>
      /(?:killed|processes|program|set-up|demo|backfill|servers-restarted|browser)[^/]*\.test\.ts$/.test(
        moduleId,
      );
    const sorted = await super.sort(files);
    return [...sorted.filter(startsMany), ...sorted.filter((file) => !startsMany(file))];
  }
}

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          // Property tests take their time on a busy machine.
          testTimeout: 30_000,
          isolate,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'services',
          include: services,
          globalSetup: ['test/helpers/global-setup.ts'],
          setupFiles: ['test/helpers/each-file.ts'],
          isolate,
          testTimeout: 240_000,
          hookTimeout: 120_000,
          // Most of these tests wait for something; an embedded database takes some 300 MB.
          maxWorkers: 4,
          // Groups that differ in their workers run one after the other.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
