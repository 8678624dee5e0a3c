import { type Config, secretValues } from '../config.ts';
import { SetupError } from '../domain/errors.ts';
import type { TrackerName } from '../domain/issue.ts';
import { createRedact } from '../log.ts';
import { createTrackers } from '../trackers/registry.ts';
import { askReadiness, localAddress } from '../web/ask-readiness.ts';
import { createDiagnose, type Diagnose, type RunningReport } from '../workflows/diagnose.ts';
import { createProvision, type Provision } from '../workflows/provision.ts';
import { doctorSettings, trackersConfig } from './adapter-settings.ts';
import type { App, AppOptions } from './contract.ts';
import { systemClock } from './system-clock.ts';

/** What sets the trackers up and looks over everything; needs neither store nor queue, though the doctor opens them. */
export interface SetupDesk {
  readonly provision: Provision;
  readonly diagnose: Diagnose;
}

export function createSetupDesk(
  config: Config,
  options: Pick<AppOptions, 'log' | 'clock'> & { openApp(): Promise<Pick<App, 'inspect' | 'stop'>> },
): SetupDesk {
  const trackers = createTrackers(trackersConfig(config));
  const redact = createRedact(secretValues(config));
  return {
    provision: createProvision({ trackers, publicUrl: config.http.publicUrl }),
    diagnose: createDiagnose({
      ...{ ...doctorSettings(config), trackers },
      clock: options.clock ?? systemClock,
      async inspectService() {
        const app = await options.openApp().catch((error: unknown) => {
          throw error instanceof SetupError ? error : new SetupError([redact.text(reasonOf(error))]);
        });
        return app.inspect().finally(() => app.stop());
      },
      askRunning: () => askRunning(config.http, [...trackers.keys()]),
    }),
  };
}

async function askRunning(
  { host, port, publicUrl }: Config['http'],
  names: readonly TrackerName[],
): Promise<RunningReport | null> {
  const address = port === 0 ? publicUrl : localAddress(host, port);
  const answer = address === null ? null : await askReadiness(address);
  if (address === null || !answer) return null;
  const last = names.map((name) => [name, answer.parts[name]?.lastDeliveryAt ?? null] as const);
  return { address, parts: answer.parts, lastDeliveries: new Map(last) };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return `The store or the queue cannot be opened: ${error.message || code}.`;
}
