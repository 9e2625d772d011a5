import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/paths.ts';
import { policyAllows } from '../../src/preflight/policy.ts';

/** What a person's commands call AWS from. */
const folders = ['aws', 'preflight', 'provision', 'teardown', 'saved', 'logs', 'cli'];

/** Signing names of the services, by the package of their client. */
const signingNames: Readonly<Record<string, string>> = {
  cloudformation: 'cloudformation',
  cloudtrail: 'cloudtrail',
  'cloudwatch-logs': 'logs',
  comprehend: 'comprehend',
  'cost-explorer': 'ce',
  ecr: 'ecr',
  iam: 'iam',
  organizations: 'organizations',
  pricing: 'pricing',
  'resource-groups-tagging-api': 'tagging',
  s3: 's3',
  sagemaker: 'sagemaker',
  'service-quotas': 'servicequotas',
  sfn: 'states',
  sts: 'sts',
  translate: 'translate',
};

interface Call {
  readonly file: string;
  readonly client: string;
  readonly operation: string;
}

/** Called with the credentials of another profile, to get those that the policy is for. */
const before = 'sts AssumeRole';

/** Operations that a source file imports: its commands and its paginators. */
async function callsIn(file: string): Promise<readonly Call[]> {
  const text = await readFile(file, 'utf8');
  const imports = text.matchAll(/^import \{([^}]+)\} from '@aws-sdk\/client-([a-z0-9-]+)'/gms);
  return [...imports].flatMap(([, names = '', client = '']) =>
    names
      .split(',')
      .map((name) => name.trim())
      .flatMap(
        (name) => /^(\w+)Command$/.exec(name)?.[1] ?? /^paginate(\w+)$/.exec(name)?.[1] ?? [],
      )
      .map((operation) => ({ file: file.slice(packageRoot.length + 1), client, operation })),
  );
}

async function allCalls(): Promise<readonly Call[]> {
  const files = await Promise.all(
    folders.map(async (folder) => {
      const dir = join(packageRoot, 'src', folder);
      const names = await readdir(dir, { recursive: true });
      return names.filter((name) => name.endsWith('.ts')).map((name) => join(dir, name));
    }),
  );
  return (await Promise.all(files.flat().map(callsIn))).flat();
}

test('every call of a command is in the policy that doctor prints', async () => {
  const calls = await allCalls();
  expect(calls.length).toBeGreaterThan(40);
  const missing = calls.filter(({ client, operation }) => {
    if (`${client} ${operation}` === before) return false;
    const service = signingNames[client];
    return service === undefined || !policyAllows(service, operation);
  });
  expect(missing).toEqual([]);
});
