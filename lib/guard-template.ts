import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack, Stage } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { addGuard } from './guard-stack.ts';
import { withoutBootstrap } from './synthesizer.ts';

/**
 * The template of the guard's stack, as compact JSON.
 *
 * @param hasEmail whether it has a topic with an address to tell
 */
export function synthesizeGuard(hasEmail: boolean): string {
  const outdir = mkdtempSync(join(tmpdir(), 'labs-guard-template-'));
  try {
    const root = new Stage(undefined as unknown as Construct, '', { outdir });
    const stack = new Stack(root, 'guard', {
      synthesizer: withoutBootstrap(),
      analyticsReporting: false,
    });
    addGuard(stack, { hasEmail });
    return JSON.stringify(root.synth().getStackByName(stack.stackName).template);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
