import type { Environment } from 'aws-cdk-lib/core';
import { Annotations, App, Stack } from 'aws-cdk-lib/core';
import { stringify } from 'yaml';
import { defined } from '../src/defined.ts';
import type { Lab } from '../src/catalog/schema.ts';
import { LabsError } from '../src/errors.ts';
import type { SandboxIdentity } from '../src/sandbox/name.ts';
import { tagKeys } from '../src/sandbox/tags.ts';
import type { ParameterDefaults } from './parameters.ts';
import { refuseLargeRole } from './role-policies.ts';
import { addSandbox } from './sandbox.ts';
import { withoutBootstrap } from './synthesizer.ts';
import { largestTemplate } from './template.ts';

/** A sandbox as `npx cdk deploy` makes it. */
export interface CdkSandbox {
  readonly name: string;
  readonly identity: SandboxIdentity;
  readonly labs: readonly Lab[];
  readonly defaults: Partial<ParameterDefaults>;
  /** Empty where the CDK knows neither account nor region. */
  readonly env: Environment;
  /** What the CDK tells whoever deploys it. */
  readonly notes: readonly string[];
}

/** An app that leaves no metadata resource in what it synthesizes. */
export function cdkApp(): App {
  return new App({ analyticsReporting: false });
}

/**
 * Adds a sandbox's stack to an app: the template of `labs start`, with its parameters as defaults,
 * and the tags by which the CLI knows it.
 */
export function addSandboxStack(app: App, sandbox: CdkSandbox): Stack {
  const { identity } = sandbox;
  const stack = new Stack(app, sandbox.name, {
    stackName: sandbox.name,
    env: sandbox.env,
    synthesizer: withoutBootstrap(),
    terminationProtection: false,
    tags: {
      [tagKeys.sandbox]: sandbox.name,
      [tagKeys.owner]: identity.owner,
      ...defined({ [tagKeys.class]: identity.class }),
    },
  });
  addSandbox(stack, sandbox.labs, sandbox.defaults);
  for (const note of sandbox.notes) Annotations.of(stack).addInfo(note);
  return stack;
}

/**
 * Refuses what the CDK would ask a bootstrap for. It sends a template as YAML, which is longer than
 * the JSON of `labs start` (aws-cdk, toYAML).
 *
 * @throws LabsError `template.too-large` past {@link largestTemplate}; `template.role-too-large`
 */
export function refuseTooLarge(template: unknown, labs: readonly string[]): void {
  refuseLargeRole(template as Parameters<typeof refuseLargeRole>[0], labs);
  const bytes = Buffer.byteLength(stringify(template, { schema: 'yaml-1.1', lineWidth: 0 }));
  if (bytes > largestTemplate) {
    throw new LabsError('template.too-large', { labs, bytes, largest: largestTemplate });
  }
}
