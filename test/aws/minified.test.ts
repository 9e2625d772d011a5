import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import project from '../../package.json' with { type: 'json' };
import type * as Clients from '../../src/aws/clients.ts';
import { packageRoot } from '../../src/paths.ts';

test('calls keep the names that rates are kept under, also where the code is minified', async () => {
  const folder = await mkdtemp(join(packageRoot, 'dist', 'minified-'));
  try {
    const outfile = join(folder, 'clients.mjs');
    await build({
      entryPoints: [join(packageRoot, 'src', 'aws', 'clients.ts')],
      outfile,
      bundle: true,
      minify: true,
      platform: 'node',
      format: 'esm',
      external: Object.keys(project.dependencies).filter(
        (name) => !name.endsWith('-cloudformation'),
      ),
      banner: {
        js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
      },
    });
    const { createAws } = (await import(outfile)) as typeof Clients;
    const aws = createAws({
      credentials: { accessKeyId: 'AKIALABSLABSLABSLABS', secretAccessKey: 'secret' },
      gate: (_region, service, operation) => Promise.reject(new Error(`${service} ${operation}`)),
    });
    const client = await aws.client('cloudFormation', 'us-east-1');
    await expect(client.send(new ListStacksCommand())).rejects.toThrow('CloudFormation ListStacks');
  } finally {
    await rm(folder, { recursive: true });
  }
});
