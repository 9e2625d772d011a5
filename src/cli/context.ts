import { defined } from '../defined.ts';
import type { Session } from '../aws/session.ts';
import { findConfig } from '../catalog/config.ts';
import { shownFile } from '../catalog/manifests.ts';
import { resolveCatalog } from '../catalog/own-labs.ts';
import { LabsError } from '../errors.ts';
import type { LocalAws } from '../local/index.ts';
import type { Accepted, CommandContext } from './command.ts';
import { createHost } from './host.ts';
import { readerFor } from './reader.ts';
import type { Run } from './run.ts';

/** Makes what a command works with. */
export function createContext(
  run: Run,
  { startsLocal, options }: Pick<Accepted, 'startsLocal' | 'options'>,
): CommandContext {
  const { flags } = run.typed;
  const reader = readerFor(run.reader, options);
  run.reader = reader;
  const host = createHost(flags, reader.say);
  run.host = host;
  let session: Promise<Session> | undefined;
  let aheadMs = 0;
  const context: CommandContext = {
    ...reader,
    host,
    flags,
    env: process.env,
    signal: run.signal,
    worksOn: (addressed) => {
      run.addressed = addressed;
    },
    now: () => new Date(Date.now() + aheadMs),
    write: (text) => void process.stdout.write(text.endsWith('\n') ? text : `${text}\n`),
    catalog: () => resolveCatalog({ cwd: process.cwd(), labsDir: flags.labsDir }),
    session: () => {
      session ??= openSessionOf(context, startsLocal).then((opened) => {
        ({ aheadMs } = opened);
        return opened;
      });
      return session;
    },
  };
  return context;
}

async function openSessionOf(
  { flags, env, host, signal }: CommandContext,
  startsLocal: boolean,
): Promise<Session> {
  const { openSession } = await import('../aws/session.ts');
  const profile = defined({ profile: flags.profile });
  if (flags.local) {
    const { findLocalAws, startLocalAws } = await import('../local/index.ts');
    const { localOptions } = await import('./local-options.ts');
    const local = startsLocal
      ? await startLocalAws(host, localOptions(env), signal)
      : await findLocalAws();
    if (local === undefined) throw new LabsError('local-command.not-running', {});
    return openLocalSession(local, env);
  }
  const { endpointOf } = await import('../aws/endpoint.ts');
  const endpoint = endpointOf(env);
  const session = await openSession({
    ...profile,
    env,
    enter: (question) => host.enter(question),
    ...(endpoint ? { endpoint } : {}),
  });
  await refuseDeniedAccount(session.account, process.cwd());
  return session;
}

/** A session on a local AWS that runs. */
export async function openLocalSession(local: LocalAws, env: NodeJS.ProcessEnv): Promise<Session> {
  const { openSession } = await import('../aws/session.ts');
  return openSession({
    env: { ...env, AWS_REGION: local.region },
    endpoint: {
      endpoint: local.endpoint,
      credentials: local,
      keepsRates: local.rates === 'published',
      local: true,
    },
  });
}

/** Whoever keeps labs out of an account, keeps every command out of it. */
async function refuseDeniedAccount(account: string, cwd: string): Promise<void> {
  const found = await findConfig(cwd);
  if (found?.config.denyAccounts?.includes(account) !== true) return;
  throw new LabsError('safety.denied-account', { account, file: shownFile(found.file) });
}
