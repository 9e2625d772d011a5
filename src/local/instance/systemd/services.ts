import { errorText } from '../../../process.ts';
import { parseService, type ServiceUnit } from './units.ts';

/** A service that was started. */
export interface Running {
  /** Exit code, when it has ended. */
  readonly end: Promise<number>;
  stop(): void;
}

/** What is known of a service; times in milliseconds since 1970, of its last run. */
export interface ServiceState {
  readonly running?: Running;
  readonly failed: boolean;
  readonly startedAt?: number;
  readonly endedAt?: number;
}

export interface Services {
  /** Starts a service that does not run yet; the promise is that of its end. */
  start(name: string): { readonly unit: ServiceUnit; readonly end: Promise<number> };
  /** Stops it, and waits until it has ended. */
  stop(name: string): Promise<void>;
  state(name: string): ServiceState;
}

export interface ServicesOptions {
  /** Text of a unit file. */
  readonly read: (name: string) => string;
  readonly run: (service: ServiceUnit) => Running;
  /** Called when a service has started or ended. */
  readonly onChange: () => void;
  readonly log: (line: string) => void;
}

export function createServices({ read, run, onChange, log }: ServicesOptions): Services {
  const states = new Map<string, ServiceState>();
  const stateOf = (name: string): ServiceState => states.get(name) ?? { failed: false };

  function begin(name: string, unit: ServiceUnit): Promise<number> {
    const startedAt = Date.now();
    const running = run(unit);
    const code = running.end.catch((error: unknown) => {
      log(`${name}: ${errorText(error)}`);
      return 1;
    });
    const end = code.then((ended) => {
      if (ended !== 0) log(`${name}: exit code ${ended}`);
      states.set(name, { failed: ended !== 0, startedAt, endedAt: Date.now() });
      onChange();
      return ended;
    });
    const { endedAt } = stateOf(name);
    states.set(name, {
      running: { end, stop: () => running.stop() },
      failed: false,
      startedAt,
      ...(endedAt === undefined ? {} : { endedAt }),
    });
    onChange();
    return end;
  }

  return {
    state: stateOf,
    start(name) {
      const unit = parseService(name, read(name));
      return { unit, end: stateOf(name).running?.end ?? begin(name, unit) };
    },
    async stop(name) {
      const { running } = stateOf(name);
      running?.stop();
      await running?.end;
      states.set(name, { ...stateOf(name), failed: false });
    },
  };
}
