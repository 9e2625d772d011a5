import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { synthesizeTemplate } from '../../lib/template.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import { longestStackName } from '../../src/sandbox/name.ts';
import { packageRoot } from '../../src/paths.ts';

interface Template {
  readonly Parameters: Readonly<Record<string, { readonly Default?: string }>>;
}

interface Synthesis {
  readonly exit: number;
  readonly stderr: string;
  readonly json: (file: string) => unknown;
}

/** Below node_modules, so that what is built there finds them. */
const cache = join(packageRoot, 'node_modules', '.cache');
const scratch: string[] = [];
let built: string;

beforeAll(() => {
  mkdirSync(cache, { recursive: true });
  built = mkdtempSync(join(cache, 'labs-cdk-'));
  scratch.push(built);
  const tsc = join(packageRoot, 'node_modules', 'typescript', 'bin', 'tsc');
  const project = join(packageRoot, 'tsconfig.build.json');
  execFileSync(process.execPath, [tsc, '--project', project, '--noCheck', '--outDir', built]);
}, 60_000);

afterAll(() => {
  for (const folder of scratch) rmSync(folder, { recursive: true, force: true });
});

/** Runs the app as the CDK CLI does: context and output folder in the environment. */
async function synthesize(
  context: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
  cwd: string = packageRoot,
): Promise<Synthesis> {
  const outdir = mkdtempSync(join(tmpdir(), 'labs-cdk-out-'));
  scratch.push(outdir);
  const environment = {
    PATH: process.env['PATH'],
    HOME: outdir,
    LANG: 'C',
    CDK_OUTDIR: outdir,
    CDK_CONTEXT_JSON: JSON.stringify(context),
    ...env,
  };
  return new Promise((resolve) => {
    const app = join(built, 'bin', 'cdk.js');
    execFile(process.execPath, [app], { env: environment, cwd }, (error, _, stderr) =>
      resolve({
        exit: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1,
        stderr,
        json: (file) => JSON.parse(readFileSync(join(outdir, file), 'utf8')) as unknown,
      }),
    );
  });
}

test('cdk deploy uses the template of labs start, with the tags by which the CLI knows it', async () => {
  const { exit, stderr, json } = await synthesize(
    { lab: 'xgboost', owner: 'kim', sandbox: 'second', for: '2h' },
    { CDK_DEFAULT_ACCOUNT: '111122223333', CDK_DEFAULT_REGION: 'us-west-2' },
  );
  // Also the CDK's own rules for templates speak on stderr.
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });

  const template = json('labs-kim-second.template.json') as Template;
  const { Default: stopsAt } = template.Parameters['StopsAt']!;
  const hours = (Date.parse(stopsAt!) - Date.now()) / 3_600_000;
  expect(hours).toBeGreaterThan(1.9);
  expect(hours).toBeLessThanOrEqual(2);

  const labs = (await loadCatalog()).filter(({ id }) => id === 'xgboost');
  const own = JSON.parse(synthesizeTemplate(labs)) as Template;
  expect(withoutDefaults(template)).toEqual(withoutDefaults(own));

  expect(json('manifest.json')).toMatchObject({
    artifacts: {
      'labs-kim-second': {
        environment: 'aws://111122223333/us-west-2',
        properties: {
          tags: { 'labs:sandbox': 'labs-kim-second', 'labs:owner': 'kim' },
          terminationProtection: false,
        },
      },
    },
  });
  expect(JSON.stringify(json('manifest.json'))).not.toMatch(/RoleArn|bootstrap-?version|\.asset/i);
}, 60_000);

test('it works where account, region and owner are unknown, and says whose sandbox it is', async () => {
  const { exit, json } = await synthesize(
    { lab: 'linear-learner' },
    { LANG: 'ko_KR.UTF-8', CDK_VALIDATION: 'false' },
  );
  expect(exit).toBe(0);
  expect(JSON.stringify(json('labs-me.metadata.json'))).toContain(
    '의 샌드박스(스택 labs-me)가 됩니다',
  );
  expect(json('manifest.json')).toMatchObject({
    artifacts: { 'labs-me': { environment: 'aws://unknown-account/unknown-region' } },
  });
}, 60_000);

test.each([
  [{}, {}, 'error: No lab was given.'],
  [
    { lab: 'xgboost' },
    { CDK_DEFAULT_REGION: 'ap-south-1' },
    'error: xgboost does not run in ap-south-1',
  ],
])(
  'context %j with %j ends in two lines and exit code 2',
  async (context, env, what) => {
    const { exit, stderr } = await synthesize(context, env);
    expect(exit).toBe(2);
    expect(stderr.startsWith(what)).toBe(true);
    expect(stderr.trimEnd().split('\n')).toHaveLength(2);
  },
  30_000,
);

function withoutDefaults(template: Template): unknown {
  const parameters = Object.entries(template.Parameters).map(([name, parameter]) => {
    const { Default: _, ...rest } = parameter;
    return [name, rest];
  });
  return { ...template, Parameters: Object.fromEntries(parameters) as unknown };
}

test('every lab together, of the longest owner, needs no bootstrap; a larger one is refused', async () => {
  const context = {
    lab: (await loadCatalog()).map(({ id }) => id).join(','),
    owner: 'o'.repeat(longestStackName - 'labs-'.length),
  };
  const quick = { CDK_VALIDATION: 'false' };
  const [fitting, larger] = await Promise.all([
    synthesize(context, quick),
    synthesize({ ...context, lab: `${context.lab},large` }, quick, await folderOfLargeLab()),
  ]);
  expect(fitting.stderr).not.toMatch(/error/);
  expect(fitting.exit).toBe(0);
  expect(larger.exit).toBe(2);
  expect(larger.stderr).toMatch(/needs a template of \d+ bytes; CloudFormation takes fewer than/);
  const cdkJson = JSON.parse(readFileSync(join(packageRoot, 'cdk.json'), 'utf8')) as object;
  expect(cdkJson).toMatchObject({ pathMetadata: false });
}, 90_000);

/** A working folder whose own lab needs more of a template than is left beside all of the catalog. */
async function folderOfLargeLab(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'labs-cdk-own-'));
  scratch.push(folder);
  const manifest = readFileSync(join(packageRoot, 'labs', 'hello-docker', 'lab.yaml'), 'utf8');
  const resources = Array.from({ length: 40 }, (_, at) => `arn:aws:s3:::${'x'.repeat(60)}${at}`);
  const permissions = [{ actions: ['s3:GetObject'], resources }];
  const roles = [{ name: 'flow', service: 'states.amazonaws.com', permissions }];
  mkdirSync(join(folder, 'labs', 'large'), { recursive: true });
  writeFileSync(join(folder, 'labs.config.yaml'), 'labsDir: labs\n');
  writeFileSync(
    join(folder, 'labs', 'large', 'lab.yaml'),
    `${manifest.replaceAll(/\bhello-docker\b(?!\.git)/g, 'large')}roles: ${JSON.stringify(roles)}\n`,
  );
  return folder;
}
