import type { Computing } from '../compute/computing.ts';
import type { Control, ServerNotebook, ServerState } from '../server/control.ts';
import type { Instances } from '../instance/instances.ts';
import { errorText } from '../../process.ts';
import type { Scheduler } from '../schedule/scheduler.ts';
import type { Times } from '../gateway/times.ts';
import { createReconciler, followState, letPass, type PassingItem, passingItems } from './watch.ts';

export interface DriveOptions {
  readonly control: Control;
  readonly instances: Instances;
  readonly scheduler: Scheduler;
  readonly computing: Computing;
  readonly times: Times;
  readonly log: (line: string) => void;
}

/** What makes the server's states pass. */
export interface Drive {
  /** Why the server can no longer be followed, when it cannot. */
  readonly failed: Promise<string>;
  /** Drops what is under way, and waits until it is dropped. */
  stop(): Promise<void>;
}

/** Drives what passes by itself on AWS, for as long as the server answers. */
export function drive(options: DriveOptions): Drive {
  const { control, instances, scheduler, computing, times, log } = options;
  const ending = new AbortController();
  const notebooks = createReconciler<ServerNotebook & { readonly key: string }>(
    (notebook, signal) => instances.pass(notebook, signal),
    log,
  );
  const others = createReconciler<PassingItem>(async (item, signal) => {
    const computed = await computing.pass(item, signal);
    if (!computed) await letPass(item, { control, times, signal });
  }, log);

  function tell(state: ServerState): void {
    notebooks.tell(state.notebooks.map((each) => ({ ...each, key: `notebook ${each.arn}` })));
    others.tell(passingItems(state));
    scheduler.tell(state.schedules);
  }

  const followed = followState(control, tell, ending.signal);
  const failed = new Promise<string>((resolve) => {
    followed.catch((error: unknown) => {
      if (!ending.signal.aborted) resolve(errorText(error));
    });
  });
  return {
    failed,
    async stop() {
      ending.abort();
      await Promise.all([notebooks.close(), others.close()]);
    },
  };
}
