import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Suites that need a database or a queue; the others start nothing. */
const services = ['test/contract/**/*.test.ts', 'test/integration/**/*.test.ts'];

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          // Property tests take their time on a busy machine.
          testTimeout: 30_000,
          // Loading the domain anew for every file took longer than the tests; no file leaves anything behind.
          isolate: false,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'services',
          include: services,
          globalSetup: ['test/helpers/global-setup.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
          // An embedded database takes some 300 MB.
          maxWorkers: 2,
          // Groups that differ in their workers run one after the other.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
