import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Aws } from '../../src/aws/clients.ts';
import { createAws } from '../../src/aws/clients.ts';
import { createRateGate } from '../../src/aws/rates.ts';
import { subcommand as downCommand } from '../../src/cli/commands/down.ts';
import { subcommand as startCommand } from '../../src/cli/commands/start.ts';
import { testContext } from '../cli/test-context.ts';
import type { Server } from '../local/server/server.ts';
import { account, startServer, startTimeout } from '../local/server/server.ts';

const labsHome = mkdtempSync(join(tmpdir(), 'labs-crash-'));
let server: Server;

beforeAll(async () => {
  server = await startServer();
  await server.control('PUT', 'quotas', { 'L-04CE2E67': 1000, 'L-E17566B7': 1000 });
}, startTimeout);
afterAll(async () => {
  rmSync(labsHome, { recursive: true, force: true });
  await server.stop();
});

/** Clients of a process of its own, whose connections end with it. */
function freshAws(): Aws & { readonly end: () => void } {
  const aws = createAws({
    credentials: { accessKeyId: 'AKIALABSLABSLABSLABS', secretAccessKey: 'secret' },
    endpoint: server.endpoint,
    gate: createRateGate({ unlimited: true }),
  });
  const made = new Set<{ destroy(): void }>();
  return {
    async client(service, region) {
      const client = await aws.client(service, region);
      made.add(client);
      return client;
    },
    end: () => made.forEach((client) => client.destroy()),
  };
}

/** Where a process is killed: before or after its n-th call is carried out. */
interface Death {
  readonly call: number;
  readonly when: 'before' | 'after';
}

type Send = (...args: readonly unknown[]) => Promise<unknown>;

/** Clients of a process that dies: its calls are neither made nor answered from then on. */
function mortal(death: Death) {
  const aws = freshAws();
  let calls = 0;
  let die: () => void = () => undefined;
  const died = new Promise<'died'>((resolve) => (die = () => resolve('died')));
  const never = new Promise<never>(() => undefined);
  const wrapped: Aws = {
    async client(service, region) {
      const client = await aws.client(service, region);
      const send = (client.send as unknown as Send).bind(client);
      return new Proxy(client, {
        get(target, key) {
          if (key !== 'send') return Reflect.get(target, key) as unknown;
          return async (...args: readonly unknown[]) => {
            calls += 1;
            const own = calls;
            if (own > death.call || (own === death.call && death.when === 'before')) {
              die();
              return never;
            }
            const answer = send(...args);
            if (own !== death.call) return answer;
            await answer.catch(() => undefined);
            die();
            return never;
          };
        },
      });
    },
  };
  return { aws: wrapped, died, end: aws.end };
}

async function labs(aws: Aws, owner: string, command: 'start' | 'down'): Promise<number | 'died'> {
  const session = { aws, account, caller: `arn:aws:iam::${account}:user/kim` };
  const context = { ...testContext({ answers: [true], session }), env: { LABS_HOME: labsHome } };
  return command === 'start'
    ? startCommand.run(context, [['xgboost']], { owner, wait: false, guard: true })
    : downCommand.run(context, [[]], { owner });
}

/** Runs a command that is killed; whether it came to its end before. */
async function killed(owner: string, command: 'start' | 'down', death: Death) {
  const { aws, died, end } = mortal(death);
  return Promise.race([died, labs(aws, owner, command)]).finally(end);
}

/** Runs a command to its end. */
async function whole(owner: string, command: 'start' | 'down'): Promise<number | 'died'> {
  const aws = freshAws();
  return labs(aws, owner, command).finally(aws.end);
}

async function stacksOf(owner: string): Promise<readonly string[]> {
  const { Stacks = [] } = await server.cloudFormation.send(new DescribeStacksCommand({}));
  return Stacks.flatMap(({ StackName = '', StackStatus = '' }) =>
    StackName === `labs-${owner}` ? [StackStatus] : [],
  );
}

test('a down that is killed after some of its calls finishes when it is run again', async () => {
  for (const call of [12, 24, 36]) {
    const owner = `down-${call}`;
    await whole(owner, 'start');
    await expect.poll(() => stacksOf(owner)).toEqual(['CREATE_COMPLETE']);
    await killed(owner, 'down', { call, when: 'after' });
    expect(await whole(owner, 'down')).toBe(0);
    expect(await stacksOf(owner)).toEqual([]);
  }
}, 120_000);

test.each(['before', 'after'] as const)(
  'a start that is killed %s any of its calls makes one sandbox when it is run again',
  async (when) => {
    let deaths = 0;
    for (let call = 1; ; call += 1) {
      const owner = `${when}-${call}`;
      const end = await killed(owner, 'start', { call, when });
      if (end !== 'died') break;
      deaths += 1;
      expect(await whole(owner, 'start')).toBe(0);
      expect(await stacksOf(owner)).toEqual([expect.stringMatching(/^CREATE_/)]);
    }
    expect(deaths).toBeGreaterThan(8);
  },
  120_000,
);
