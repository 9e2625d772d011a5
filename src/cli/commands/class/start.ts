import { classAction, sandboxOptions } from './action.ts';
import { upClass } from './up.ts';

/** `labs class start <class>`: starts what is stopped, as the class is, with a new lease. */
export const subcommand = classAction({
  define: (command, describe) =>
    sandboxOptions(command, describe).option('--no-wait', describe('cli.option-no-wait')),
  run: (context, { group, flags }) => upClass(context, group, flags),
});
