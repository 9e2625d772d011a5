import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { loadCatalog } from '../../src/catalog/load.ts';
import type { CommandContext } from '../../src/cli/command.ts';
import type { GlobalFlags } from '../../src/cli/flags.ts';
import { dispatch } from '../../src/cli/dispatch.ts';
import { createReader } from '../../src/cli/reader.ts';
import { recordingHost } from '../../src/host/recording-host.ts';
import type { Lang } from '../../src/messages/text.ts';

/** A folder for a learner's file, gone after the test. */
export async function learnerHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'labs-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  return home;
}

interface RunOptions {
  readonly lang?: Lang;
  readonly json?: boolean;
  /** LABS_HOME. */
  readonly home?: string;
  /** Columns of the terminal. */
  readonly columns?: number;
  /** Whether the result goes to a terminal. */
  readonly terminal?: boolean;
  readonly now?: Date;
}

/** Runs a command line, without a terminal, and gives what it writes. */
export async function runCommand(
  words: readonly string[],
  settings: RunOptions = {},
): Promise<string> {
  const { lang = 'en', json = false, home = '', columns, now = new Date(0) } = settings;
  const written: string[] = [];
  const flags: GlobalFlags = {
    local: false,
    json,
    events: false,
    yes: false,
    dryRun: false,
    verbose: false,
  };
  const context: CommandContext = {
    host: recordingHost(),
    ...createReader(lang, { program: 'labs', options: {} }),
    worksOn: () => undefined,
    flags,
    env: { LABS_HOME: home },
    signal: new AbortController().signal,
    now: () => now,
    write: (text) => void written.push(text),
    catalog: () => loadCatalog(),
    session: () => Promise.reject(new Error('a quick command asks nothing of AWS')),
  };
  const restore = [withStdout('columns', columns), withStdout('isTTY', settings.terminal === true)];
  try {
    await dispatch(words, lang, (accepted) => accepted.run(context));
  } finally {
    for (const undo of restore) undo();
  }
  return written.join('\n');
}

function withStdout(key: 'columns' | 'isTTY', value: unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(process.stdout, key);
  Object.defineProperty(process.stdout, key, { value, configurable: true });
  return () => {
    if (before === undefined) Reflect.deleteProperty(process.stdout, key);
    else Object.defineProperty(process.stdout, key, before);
  };
}
