import type { Aws } from '../../src/aws/clients.ts';
import { createAws } from '../../src/aws/clients.ts';
import type { Session } from '../../src/aws/session.ts';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import type { CommandContext } from '../../src/cli/command.ts';
import type { GlobalFlags } from '../../src/cli/flags.ts';
import { createReader } from '../../src/cli/reader.ts';
import type { RecordingHost } from '../../src/host/recording-host.ts';
import { recordingHost } from '../../src/host/recording-host.ts';
import type { Lang } from '../../src/messages/text.ts';

/** A command's context that keeps what it is told; its AWS clients are the SDK's own. */
export interface TestContext extends CommandContext {
  readonly host: RecordingHost;
  /** What was written to stdout. */
  readonly written: string[];
}

export interface TestOptions {
  readonly flags?: Partial<GlobalFlags>;
  readonly lang?: Lang;
  readonly now?: Date;
  readonly signal?: AbortSignal;
  readonly answers?: readonly boolean[];
  readonly catalog?: Catalog;
  readonly session?: Partial<Session>;
}

/** Clients without a network behind them: tests put aws-sdk-client-mock on their classes. */
export function testAws(): Aws {
  return createAws({
    credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
    gate: async () => undefined,
  });
}

/** Makes a {@link TestContext} of the caller kim in account 111122223333. */
export function testContext(options: TestOptions = {}): TestContext {
  const { flags = {}, lang = 'en', now, signal, answers, catalog, session } = options;
  const written: string[] = [];
  return {
    host: recordingHost(answers),
    ...createReader(lang, { program: 'labs', options: {} }),
    worksOn: () => undefined,
    flags: {
      local: false,
      json: false,
      events: false,
      yes: false,
      dryRun: false,
      verbose: false,
      ...flags,
    },
    env: {},
    signal: signal ?? new AbortController().signal,
    now: () => now ?? new Date(),
    write: (text) => void written.push(text),
    written,
    catalog: async () => catalog ?? loadCatalog(),
    session: async () => ({
      aws: testAws(),
      account: '111122223333',
      caller: 'arn:aws:iam::111122223333:user/kim',
      local: false,
      aheadMs: 0,
      ...session,
    }),
  };
}
