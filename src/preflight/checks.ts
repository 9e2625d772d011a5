import type { Check } from './check.ts';
import { clock } from './checks/clock.ts';
import { credentials } from './checks/credentials.ts';
import { disk } from './checks/disk.ts';
import { git } from './checks/git.ts';
import { node } from './checks/node.ts';
import { permissions } from './checks/permissions.ts';
import { platform } from './checks/platform.ts';
import { python } from './checks/python.ts';
import { quotas } from './checks/quotas.ts';
import { region } from './checks/region.ts';
import { rootKeys } from './checks/root-keys.ts';

/** Every check, in the order in which they are shown. */
export const checks: readonly Check[] = [
  node,
  platform,
  git,
  python,
  disk,
  clock,
  credentials,
  rootKeys,
  permissions,
  region,
  quotas,
];
