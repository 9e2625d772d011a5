import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { message } from '../../messages/message.ts';
import type { Check } from '../check.ts';
import { finding, forLocal, ok } from '../check.ts';

const run = promisify(execFile);

/** git of this computer, with which the local AWS clones; on AWS the instance has its own. */
export const git: Check = {
  id: 'git',
  group: 'computer',
  needs: 'nothing',
  run: async (context) => {
    try {
      const { stdout } = await run('git', ['--version'], {
        env: context.env,
        signal: context.signal,
        timeout: 20_000,
      });
      const version = /\d+(\.\d+)+/.exec(stdout)?.[0] ?? stdout.trim();
      return [ok(message('doctor.git', { version }))];
    } catch {
      context.signal.throwIfAborted();
      return [finding(forLocal(context), 'doctor.git-missing', {})];
    }
  },
};
