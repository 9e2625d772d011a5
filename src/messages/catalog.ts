import { awsFailures } from './aws.ts';
import { catalogFailures } from './catalog-failures.ts';
import { commonFailures, commonMessages } from './common.ts';
import { localFailures, localMessages } from './local.ts';
import { provisionFailures, provisionMessages } from './provision.ts';
import { sandboxFailures } from './sandbox.ts';

/** Every sentence, by code. A new area is a file beside this one and a line here. */
export const messages = { ...commonMessages, ...localMessages, ...provisionMessages };

/** Every error a person can meet, by code. */
export const failures = {
  ...commonFailures,
  ...awsFailures,
  ...catalogFailures,
  ...localFailures,
  ...provisionFailures,
  ...sandboxFailures,
};
