import type { Clock, Diagnosis, Log } from '../domain/ports.ts';
import type { Diagnose } from './diagnose.ts';

/** What the doctor last found, or is about to find. */
export interface Examination {
  readonly state: 'running' | 'done' | 'failed';
  /** ISO 8601, as below. */
  readonly startedAt: string;
  /** Null while it runs. */
  readonly endedAt: string | null;
  /** What is known so far. */
  readonly found: readonly Diagnosis[];
}

/** The doctor of a running service: it is asked, and looked at later. It may take long, and nobody waits for it. */
export interface DoctorDesk {
  /** Null before the first one in this process. */
  last(): Examination | null;
  /** Begins one unless one is running. */
  start(): void;
}

export function createDoctorDesk(deps: { diagnose: Diagnose; clock: Clock; log: Log }): DoctorDesk {
  const { diagnose, clock, log } = deps;
  let last: Examination | null = null;

  async function examine(startedAt: string): Promise<void> {
    const so = (state: Examination['state'], found: readonly Diagnosis[]) => {
      const endedAt = state === 'running' ? null : clock.now().toISOString();
      last = { state, startedAt, endedAt, found };
    };
    so('running', []);
    try {
      so('done', await diagnose({ onFound: (found) => so('running', found) }));
    } catch (error) {
      log.error({ error }, 'the doctor could not look at everything');
      so('failed', last?.found ?? []);
    }
  }

  return {
    last: () => last,
    start() {
      if (last?.state !== 'running') void examine(clock.now().toISOString());
    },
  };
}
