import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FaultKind } from './faults.ts';

/**
 * One AWS call. Never a body and never a query: a presigned URL is a key.
 */
export interface Call {
  readonly time: string;
  /** Signing name, such as `sagemaker`. */
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  /** HTTP status; 0 where the caller got no answer. */
  readonly status: number;
  /** ARN of the caller; `anonymous`, or `unknown` for a key that is not ours. */
  readonly principal: string;
  /** The fault that was injected. */
  readonly fault?: FaultKind;
}

export interface CallLog {
  write(call: Call): void;
  /** All calls so far, a line of JSON each. */
  text(): Promise<string>;
  close(): void;
}

/** Opens the log of a daemon's calls. */
export function openCallLog(path: string): CallLog {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'a', 0o600);
  let open = true;
  return {
    write(call) {
      // At once, so that whoever has an answer also finds its call.
      if (open) writeSync(file, `${JSON.stringify(call)}\n`);
    },
    text: () => readFile(path, 'utf8'),
    close() {
      open = false;
      closeSync(file);
    },
  };
}
