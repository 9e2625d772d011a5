import type { Aws } from '../../aws/clients.ts';
import type { LabContent } from '../../catalog/content.ts';
import { putContents } from '../../provision/tell-agent.ts';
import { reason } from '../run/reason.ts';
import type { Seen, Step, Verdict } from '../run/step.ts';
import { act, done, failed } from '../run/step.ts';

/** Puts archives of files into a sandbox's bucket, for its agent to take. */
export function bringStep(aws: Aws, contents: readonly LabContent[]): Step {
  return {
    name: 'bring',
    looksAt: [],
    timeoutMs: 30 * 60_000,
    next({ stack }: Seen, { acts }): Verdict {
      if (acts > 0) return done;
      const { bucket, region } = stack ?? {};
      if (bucket === undefined || region === undefined)
        return failed(reason('class.no-bucket', {}));
      return act(() => putContents(aws, region, bucket, contents));
    },
  };
}
