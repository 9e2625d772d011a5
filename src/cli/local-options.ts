import type { LocalOptions } from '../local/local-aws.ts';

/**
 * How a local AWS that a command starts by itself behaves: LABS_LOCAL_TIMES=instant switches state
 * times off, LABS_LOCAL_RATES=published makes it keep AWS's rates, LABS_LOCAL_POLICIES=enforced lets
 * roles do what their policies allow.
 */
export function localOptions(env: NodeJS.ProcessEnv): LocalOptions {
  return {
    times: env['LABS_LOCAL_TIMES'] === 'instant' ? 'instant' : 'modelled',
    rates: env['LABS_LOCAL_RATES'] === 'published' ? 'published' : 'none',
    policies: env['LABS_LOCAL_POLICIES'] === 'enforced' ? 'enforced' : 'ignored',
  };
}
