import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import { addSandbox } from '../../lib/sandbox.ts';
import { synthesizeTemplate } from '../../lib/template.ts';
import { regionsOf } from '../../src/catalog/catalog.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import type { Lab } from '../../src/catalog/schema.ts';
import { testPython } from '../python.ts';

const catalog = await loadCatalog();

function findings(labs: readonly Lab[]): readonly string[] {
  const outdir = mkdtempSync(join(tmpdir(), 'labs-cdk-nag-'));
  try {
    const app = new App({ analyticsReporting: false, outdir });
    addSandbox(new Stack(app, 'labs-kim'), labs, {});
    const { violations } = new AwsSolutionsChecks(app).validateScope(app);
    return violations.map(({ ruleName }) => ruleName);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

test('cdk-nag finds nothing that is not accepted with a reason', () => {
  expect(findings(catalog)).toEqual([]);
});

test('a wildcard that nobody argued for is a finding', () => {
  const permissions = [
    { actions: ['dynamodb:GetItem'], resources: ['arn:aws:dynamodb:*:*:table/*'] },
  ];
  expect(findings([{ ...catalog[0]!, permissions }])).toEqual([
    'AwsSolutions-IAM5[Resource::arn:aws:dynamodb:*:*:table/*]',
  ]);
});

test('cfn-lint finds nothing in the template of any lab, nor of all of them', async () => {
  const templates = [...catalog.map((lab) => [lab]), catalog].map((labs) =>
    synthesizeTemplate(labs),
  );
  expect(await lint(templates)).toEqual({ exit: 0, stdout: '', stderr: '' });
}, 600_000);

test('cfn-lint sees what is wrong with a template', async () => {
  const broken = synthesizeTemplate(catalog).replace('"PlatformIdentifier"', '"Platform"');
  const { exit, stdout } = await lint([broken]);
  expect(exit).not.toBe(0);
  expect(stdout).toContain('E3002');
}, 600_000);

/** Runs cfn-lint on templates, for every region of the catalog. */
async function lint(templates: readonly string[]) {
  const command = join(dirname(await testPython()), 'cfn-lint');
  const folder = mkdtempSync(join(tmpdir(), 'labs-cfn-lint-'));
  const files = templates.map((template, index) => {
    const file = join(folder, `${index}.json`);
    writeFileSync(file, template);
    return file;
  });
  const options = ['--regions', ...regionsOf(catalog), '--', ...files];
  return new Promise<{ readonly exit: number; readonly stdout: string; readonly stderr: string }>(
    (resolve) => {
      execFile(command, options, (error, stdout, stderr) => {
        rmSync(folder, { recursive: true, force: true });
        resolve({ exit: error === null ? 0 : Number(error.code), stdout, stderr });
      });
    },
  );
}
