import type { IStackSynthesizer } from 'aws-cdk-lib/core';
import { LegacyStackSynthesizer } from 'aws-cdk-lib/core';

/**
 * Writes a stack that deploys into an account as it is, with the caller's own credentials: no
 * assets, so no bootstrap, and no role of a bootstrap.
 *
 * Not `BootstraplessSynthesizer`: it names a bootstrap's deploy and execution role, so that a deploy
 * without a bootstrap ends with "Role … is invalid or cannot be assumed" (aws/aws-cdk#20648).
 */
export function withoutBootstrap(): IStackSynthesizer {
  // The class's optional property is undefined, not absent.
  return new LegacyStackSynthesizer() as IStackSynthesizer;
}
