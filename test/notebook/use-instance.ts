import { afterEach, beforeEach, vi } from 'vitest';

import { agentArchive } from '../../src/notebook/archive.ts';
import type { Wish } from '../../src/sandbox/wish.ts';
import type { FakeAws } from './fake-aws.ts';
import { fakeAws } from './fake-aws.ts';
import type { Instance } from './instance.ts';
import { makeInstance } from './instance.ts';
import { basePython, pythonTimeout } from './python.ts';
import type { Remotes } from './remote.ts';
import { makeRemotes } from './remote.ts';

/** What a test finds, made anew for each. */
interface Here {
  readonly aws: FakeAws;
  readonly remotes: Remotes;
  readonly instance: Instance;
  /** Both hooks and the agent's first run. */
  boot(wish?: Omit<Wish, 'version'>, parameters?: Parameters<Instance['start']>[0]): Promise<void>;
  /** Puts `.labs/desired.json`, and the agent that reads it, as the CLI does. */
  desire(wish: object): void;
}

/**
 * An instance in its first boot, with an AWS and repositories of its own. Every run of its agent
 * starts a Python, which takes a while on a busy machine.
 */
export function useInstance(): Here {
  vi.setConfig({ testTimeout: 120_000 });
  const here = {} as { -readonly [key in keyof Here]: Here[key] };
  beforeEach(async () => {
    await basePython();
    here.aws = await fakeAws();
    here.remotes = makeRemotes();
    here.instance = await makeInstance(here.aws);
    Object.assign(here.instance.env, here.remotes.env);
    here.boot = async (wish = { repos: [] }, parameters = {}) => {
      succeeds(await here.instance.create({ version: 1, ...wish }));
      succeeds(await here.instance.start(parameters));
      succeeds(await here.instance.tick());
    };
    here.desire = (wish) => {
      here.aws.objects.set('.labs/agent.pyz', agentArchive());
      here.aws.objects.set('.labs/desired.json', Buffer.from(JSON.stringify(wish)));
    };
  }, pythonTimeout);
  afterEach(async () => {
    await here.aws.close();
    here.remotes.remove();
    here.instance.remove();
  });
  return here;
}

function succeeds({ code, output }: { readonly code: number; readonly output: string }): void {
  if (code !== 0) throw new Error(output);
}
