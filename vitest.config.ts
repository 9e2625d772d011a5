import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Most of their time tests wait for a process of theirs: one core is not left out.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/sdks/**'],
          testTimeout: 30_000,
        },
      },
      {
        // Python environments of gigabytes, each with a Python of its own: not part of `npm test`.
        test: {
          name: 'sdks',
          include: ['test/sdks/**/*.test.ts'],
          hookTimeout: 300_000,
        },
      },
      {
        // Every call of `start` and `down`, an hour's half: `npm test` takes a few of them.
        test: {
          name: 'crash',
          include: ['test/e2e/crash.test.ts'],
          env: { LABS_CRASH_CALLS: 'every' },
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
