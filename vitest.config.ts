import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Unit tests that reach a server; timers and globals of the others stay from file to file. */
const served = [
  'test/aws/{clients,credentials,transport}.test.ts',
  'test/local/**/*.test.ts',
  'test/notebook/**/*.test.ts',
  'test/guard/{bundle,local-aws}.test.ts',
  'test/provision/{crash,failed-create}.test.ts',
  'test/teardown/local-aws.test.ts',
];

/**
 * Exhaustive or large: every call of a run cut short, every statement and template judged by a second
 * witness, environments and browsers of the real size. `npm run test:thorough` runs them.
 */
const thorough = [
  'test/e2e/{class-faults,rehearse}.test.ts',
  'test/lib/{class-stops,review}.test.ts',
  'test/local/policies/verdicts.test.ts',
  'test/local/python.test.ts',
  'test/notebook/{environments,jupyter,notice,waiting}.test.ts',
  'test/provision/crash.test.ts',
  'test/teardown/interruption.test.ts',
];

export default defineConfig({
  test: {
    // More than cores, for many wait: for a server, a process, an agent's next look.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [
            'test/{e2e,package,sdks}/**',
            'test/mutation/node_modules/**',
            ...served,
            ...thorough,
          ],
          // A machine may be slow; no test measures time.
          testTimeout: 90_000,
          // The AWS SDK and the CDK take longer to load than most of these tests take.
          isolate: false,
        },
      },
      {
        test: {
          name: 'unit-served',
          include: served,
          exclude: thorough,
          testTimeout: 90_000,
          isolate: false,
        },
      },
      {
        test: {
          name: 'thorough',
          include: thorough,
          testTimeout: 300_000,
          hookTimeout: 300_000,
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
        // Every call of `start` and `down`, more than a hundred lives of the CLI: not part of `npm test`.
        test: {
          name: 'crash',
          include: ['test/e2e/crash.test.ts'],
          hookTimeout: 300_000,
        },
      },
      {
        // What is published, installed in an empty folder; needs `npm run package`.
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: ['test/e2e/crash.test.ts', ...thorough],
          globalSetup: ['test/e2e/setup.ts'],
          testTimeout: 600_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
