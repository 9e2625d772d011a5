import { setMaxListeners } from 'node:events';

/** Ctrl+C and SIGTERM, as a signal that every wait listens to. */
export interface Interrupt {
  readonly signal: AbortSignal;
  /** Says that it is how the command ends: then nothing is said about it. */
  readonly expect: () => void;
  readonly stop: () => void;
}

/**
 * First Ctrl+C: stop at the next safe place and say what is left. Second: stop at once.
 *
 * @param onFirst says that the first one was heard
 */
export function watchInterrupts(onFirst: () => void): Interrupt {
  const controller = new AbortController();
  // Every call of an SDK that waits listens to it; their number is no leak.
  setMaxListeners(0, controller.signal);
  let isExpected = false;
  const onInterrupt = () => {
    if (controller.signal.aborted) process.exit(130);
    if (!isExpected) onFirst();
    controller.abort();
  };
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onInterrupt);
  return {
    signal: controller.signal,
    expect: () => {
      isExpected = true;
    },
    stop: () => {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onInterrupt);
    },
  };
}
