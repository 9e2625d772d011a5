import { awsCredentialFailures, awsCredentialMessages } from './aws-credentials.ts';
import { awsNetworkFailures } from './aws-network.ts';
import { awsFailures } from './aws.ts';
import { catalogFailures } from './catalog-failures.ts';
import { cdkFailures, cdkMessages } from './cdk.ts';
import { checkAwsMessages } from './check-aws.ts';
import { checkFailures } from './check-failures.ts';
import { checkInitFailures, checkInitMessages } from './check-init.ts';
import { checkSdkMessages } from './check-sdk.ts';
import { checkMessages } from './check.ts';
import { classFailures, classMessages } from './class.ts';
import { classBoardMessages } from './class-board.ts';
import { classCliFailures, classCliMessages } from './class-cli.ts';
import { classHelpMessages } from './class-help.ts';
import { classHandoutsFailures, classHandoutsMessages } from './class-handouts.ts';
import { classPlanMessages } from './class-plan.ts';
import { classStepMessages } from './class-steps.ts';
import { classWorkFailures, classWorkMessages } from './class-work.ts';
import { cliFailures, cliMessages } from './cli.ts';
import { commonFailures, commonMessages } from './common.ts';
import { completionMessages } from './completion.ts';
import { costMessages } from './cost.ts';
import { doctorFailures } from './doctor-failures.ts';
import { doctorMessages } from './doctor.ts';
import { doorFailures } from './door-failures.ts';
import { doorCommandMessages, doorMessages } from './door.ts';
import { fixupFailures, fixupMessages } from './fixups.ts';
import { guardFailures, guardMessages } from './guard.ts';
import { guardHelpMessages } from './guard-help.ts';
import { guardOfferMessages } from './guard-offer.ts';
import { helpMessages, helpFailures } from './help.ts';
import { learnFailures, learnMessages } from './learn.ts';
import { localCommandFailures, localCommandMessages } from './local-command.ts';
import { localFailures, localMessages } from './local.ts';
import { logsMessages } from './logs.ts';
import { provisionFailures } from './provision-failures.ts';
import { provisionMessages } from './provision.ts';
import { rehearseFailures, rehearseMessages } from './rehearse.ts';
import { rosterFailures } from './roster.ts';
import { sandboxFailures } from './sandbox.ts';
import { safetyFailures, safetyMessages } from './safety.ts';
import { saveFailures, saveMessages } from './save.ts';
import { showMessages } from './show.ts';
import { statusMessages } from './status.ts';
import { stopMessages } from './stop.ts';
import { teardownMessages } from './teardown.ts';

/** Every sentence, by code. A new area is a file beside this one and a line here. */
export const messages = {
  ...commonMessages,
  ...awsCredentialMessages,
  ...cdkMessages,
  ...checkAwsMessages,
  ...checkInitMessages,
  ...checkMessages,
  ...checkSdkMessages,
  ...classMessages,
  ...classBoardMessages,
  ...classCliMessages,
  ...classHelpMessages,
  ...classHandoutsMessages,
  ...classPlanMessages,
  ...classStepMessages,
  ...classWorkMessages,
  ...cliMessages,
  ...completionMessages,
  ...costMessages,
  ...doctorMessages,
  ...doorCommandMessages,
  ...doorMessages,
  ...fixupMessages,
  ...guardMessages,
  ...guardHelpMessages,
  ...guardOfferMessages,
  ...helpMessages,
  ...learnMessages,
  ...localCommandMessages,
  ...localMessages,
  ...logsMessages,
  ...provisionMessages,
  ...rehearseMessages,
  ...safetyMessages,
  ...saveMessages,
  ...showMessages,
  ...statusMessages,
  ...stopMessages,
  ...teardownMessages,
};

/** Every error a person can meet, by code. */
export const failures = {
  ...commonFailures,
  ...cliFailures,
  ...awsCredentialFailures,
  ...awsNetworkFailures,
  ...awsFailures,
  ...catalogFailures,
  ...cdkFailures,
  ...classFailures,
  ...classHandoutsFailures,
  ...classCliFailures,
  ...classWorkFailures,
  ...checkFailures,
  ...checkInitFailures,
  ...doctorFailures,
  ...doorFailures,
  ...fixupFailures,
  ...guardFailures,
  ...helpFailures,
  ...learnFailures,
  ...localCommandFailures,
  ...localFailures,
  ...provisionFailures,
  ...rehearseFailures,
  ...rosterFailures,
  ...sandboxFailures,
  ...safetyFailures,
  ...saveFailures,
};
