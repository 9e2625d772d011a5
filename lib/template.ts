import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack, Stage } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Lab } from '../src/catalog/schema.ts';
import { LabsError } from '../src/errors.ts';
import type { ParameterDefaults } from './parameters.ts';
import { refuseLargeRole } from './role-policies.ts';
import { addSandbox } from './sandbox.ts';
import { withoutBootstrap } from './synthesizer.ts';

export type { ParameterDefaults } from './parameters.ts';

/**
 * Largest template body of CreateStack in bytes: "AWS CloudFormation quotas", CloudFormation User
 * Guide.
 */
export const largestTemplate = 51_200;

/**
 * The template of a sandbox with these labs, as compact JSON: one for everybody, whose owner, dates
 * and sizes are parameters.
 *
 * @param defaults values of parameters that a CreateStack may then leave out
 * @throws LabsError `template.too-large` past {@link largestTemplate}, `template.role-too-large`,
 *   and those of {@link addSandbox}
 */
export function synthesizeTemplate(
  labs: readonly Lab[],
  defaults: Partial<ParameterDefaults> = {},
): string {
  const outdir = mkdtempSync(join(tmpdir(), 'labs-template-'));
  try {
    // A stage as the root, for an App checks every template against rules of its own in 2 seconds;
    // the tests and `cdk deploy` do.
    const root = new Stage(undefined as unknown as Construct, '', { outdir });
    const stack = new Stack(root, 'sandbox', {
      synthesizer: withoutBootstrap(),
      analyticsReporting: false,
    });
    addSandbox(stack, labs, defaults);
    const template: unknown = root.synth().getStackByName(stack.stackName).template;
    refuseLargeRole(
      template as Parameters<typeof refuseLargeRole>[0],
      labs.map(({ id }) => id),
    );
    const body = JSON.stringify(template);
    const bytes = Buffer.byteLength(body);
    if (bytes >= largestTemplate) {
      throw new LabsError('template.too-large', {
        labs: labs.map((lab) => lab.id),
        bytes,
        largest: largestTemplate,
      });
    }
    return body;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
