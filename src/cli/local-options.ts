import { LabsError } from '../errors.ts';
import type { Delays, LocalOptions } from '../local/index.ts';
import { delaysSchema, parseDelays } from '../local/index.ts';

/**
 * How a local AWS that a command starts by itself behaves: LABS_LOCAL_TIMES=instant switches state
 * times off, LABS_LOCAL_RATES=published makes it keep AWS's rates, LABS_LOCAL_POLICIES=enforced lets
 * roles do what their policies allow, LABS_LOCAL_DELAYS=policyTags=10 makes it late.
 *
 * @throws LabsError `cli.usage` for delays that it does not know
 */
export function localOptions(env: NodeJS.ProcessEnv): LocalOptions {
  return {
    times: env['LABS_LOCAL_TIMES'] === 'instant' ? 'instant' : 'modelled',
    rates: env['LABS_LOCAL_RATES'] === 'published' ? 'published' : 'none',
    policies: env['LABS_LOCAL_POLICIES'] === 'enforced' ? 'enforced' : 'ignored',
    delays: delaysOf(env['LABS_LOCAL_DELAYS'] ?? ''),
  };
}

function delaysOf(text: string): Delays {
  try {
    return parseDelays(text);
  } catch (cause) {
    const names = Object.keys(delaysSchema.shape).join(', ');
    throw new LabsError(
      'cli.usage',
      { text: `LABS_LOCAL_DELAYS=${text}: ${names}`, help: '`LABS_LOCAL_DELAYS=policyTags=10`' },
      { cause },
    );
  }
}
