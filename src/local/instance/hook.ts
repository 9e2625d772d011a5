import { type FileHandle, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InstanceFolder } from './folder.ts';
import { killGroup, type Processes } from './processes.ts';

export type HookName = 'OnCreate' | 'OnStart';

/** How a hook ended, and what it printed. */
export interface HookResult {
  readonly ended: 'done' | 'failed' | 'too-long';
  readonly output: string;
}

/** What AWS gives a hook. */
const hookTime = 5 * 60_000;
const largestOutput = 1_000_000;

/**
 * Runs a hook to its end. What it leaves in the background goes on.
 *
 * @param content base64, as the lifecycle configuration has it
 * @param time milliseconds that it may take
 */
export async function runHook(options: {
  readonly name: HookName;
  readonly content: string;
  readonly folder: InstanceFolder;
  readonly env: Readonly<Record<string, string>>;
  readonly processes: Processes;
  readonly signal: AbortSignal;
  readonly time?: number;
}): Promise<HookResult> {
  const { name, content, folder, env, processes, signal, time = hookTime } = options;
  const script = join(folder.tmp, name);
  const log = join(folder.log, `LifecycleConfig${name}.log`);
  await writeFile(script, Buffer.from(content, 'base64'), { mode: 0o700 });
  // A file and no pipe: a child in the background may keep it open as long as it likes.
  const file = await open(log, 'w');
  try {
    const ended = await waitForHook({ script, file, folder, env, processes, signal, time });
    const output = await readFile(log, 'utf8');
    return { ended, output: output.slice(-largestOutput) };
  } finally {
    await file.close();
  }
}

function waitForHook(options: {
  readonly script: string;
  readonly file: FileHandle;
  readonly folder: InstanceFolder;
  readonly env: Readonly<Record<string, string>>;
  readonly processes: Processes;
  readonly signal: AbortSignal;
  readonly time: number;
}): Promise<HookResult['ended']> {
  const { script, file, folder, env, processes, signal, time } = options;
  return new Promise((resolve, reject) => {
    const child = processes.start(folder.root, 'bash', [script], {
      cwd: folder.root,
      env,
      stdio: ['ignore', file.fd, file.fd],
    });
    const end = () => killGroup(child.pid);
    let tooLong = false;
    const timer = setTimeout(() => {
      tooLong = true;
      end();
    }, time);
    signal.addEventListener('abort', end, { once: true });
    const settle = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
    };
    child.once('error', (error) => {
      settle();
      reject(error);
    });
    child.once('exit', (code) => {
      settle();
      if (tooLong) resolve('too-long');
      else resolve(code === 0 ? 'done' : 'failed');
    });
  });
}

/**
 * FailureReason of a notebook whose hook did not end well. The wording of the time-out is AWS's,
 * as users quote it (aws-samples/amazon-sagemaker-notebook-instance-lifecycle-config-samples#86);
 * that of a failure follows it.
 */
export function failureReason(
  ended: 'failed' | 'too-long',
  configArn: string,
  notebookArn: string,
): string {
  const what = ended === 'too-long' ? 'took longer than 5 minutes' : 'failed';
  return `Notebook Instance Lifecycle Config '${configArn}' for Notebook Instance '${notebookArn}' ${what}. Please check your CloudWatch logs for more details if your Notebook Instance has Internet access.`;
}
