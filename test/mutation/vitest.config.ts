import { defineConfig } from 'vitest/config';

/** The quick tests that judge the mutated files; each mutant runs those that reach it. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: [
      'test/teardown/{carry-out,dependencies,describe,end-billing,failures,history-proof,keep-receipt,ownership,proof,run,safety,shared-bucket,states,tag-index}.test.ts',
      'test/aws/{errors,history,problem}.test.ts',
      'test/sandbox/*.test.ts',
      'test/classroom/{plan,run}/**/*.test.ts',
      'test/cli/down.test.ts',
    ],
    testTimeout: 30_000,
    isolate: false,
  },
});
