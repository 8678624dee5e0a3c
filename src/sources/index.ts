import type { NumberSource } from '../domain/ports.ts';
import { Refusal, type Resolve } from '../guard/call.ts';
import { createGuardedGet, type GuardSettings } from '../guard/guarded-get.ts';
import { createHttpJson } from './http-json.ts';
import { createPrometheus } from './prometheus.ts';
import type { SourceSecrets } from './source-secrets.ts';

/** The systems outside that are asked for a number. */
export function createNumberSource(deps: {
  settings: GuardSettings;
  secrets: Pick<SourceSecrets, 'read'>;
  /** For tests. */
  resolve?: Resolve;
}): NumberSource {
  const get = createGuardedGet(deps.settings, deps.resolve);
  const httpJson = createHttpJson({ get, secrets: deps.secrets });
  const prometheus = createPrometheus(get);

  return {
    async read(source) {
      try {
        return await (source.kind === 'http-json' ? httpJson(source) : prometheus(source));
      } catch (error) {
        // Words of anything else may hold what was sent.
        const message = error instanceof Refusal ? error.message : 'it could not be asked';
        return { ok: false, message };
      }
    },
  };
}
