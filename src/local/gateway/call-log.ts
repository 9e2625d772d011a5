import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
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
  /** The calls so far, a line of JSON each; in a long life the latest. */
  text(): Promise<string>;
  close(): void;
}

/** Past this size the log is put aside, and begun anew, in bytes. */
const largestLog = 64_000_000;

/** Opens the log of a daemon's calls. */
export function openCallLog(path: string, largest = largestLog): CallLog {
  mkdirSync(dirname(path), { recursive: true });
  let file = openSync(path, 'a', 0o600);
  let size = fstatSync(file).size;
  let open = true;

  function putAside(): void {
    closeSync(file);
    renameSync(path, `${path}.1`);
    file = openSync(path, 'a', 0o600);
    size = 0;
  }
  return {
    write(call) {
      if (!open) return;
      if (size > largest) putAside();
      // At once, so that whoever has an answer also finds its call.
      size += writeSync(file, `${JSON.stringify(call)}\n`);
    },
    text: () => readFile(path, 'utf8'),
    close() {
      open = false;
      closeSync(file);
    },
  };
}
