import { type Source, secretVariable } from '../domain/okr/source.ts';
import { isAmongHosts } from '../guard/hosts.ts';

export type SecretReading =
  | { readonly ok: true; readonly value: string }
  /** Why it is not sent there, with the remedy. */
  | { readonly ok: false; readonly message: string };

/** Something that a person has to set before a secret is sent. */
export interface SecretProblem {
  readonly variable: string;
  readonly message: string;
  readonly remedy: string;
}

/**
 * The secrets of sources. Whoever may edit goals chooses where a source asks and which secret it names, so the settings
 * say where each may go, and one that is bound to no host goes nowhere.
 */
export interface SourceSecrets {
  read(name: string, url: URL): SecretReading;
  /** Why this source will not be sent the secrets that it names. */
  unsent(source: Source): readonly string[];
  /** Secrets that are bound and not set, or set and bound to no host. */
  problems(): readonly SecretProblem[];
}

export function createSourceSecrets(deps: {
  /** The hosts of each secret by its name, as the settings have them. */
  bindings: Readonly<Record<string, readonly string[]>>;
  /** The values by their variables. */
  values: ReadonlyMap<string, string>;
}): SourceSecrets {
  const { values } = deps;
  // Names that are read from one variable are one secret.
  const hosts = new Map<string, readonly string[]>();
  for (const [name, bound] of Object.entries(deps.bindings)) {
    const variable = secretVariable(name);
    hosts.set(variable, [...(hosts.get(variable) ?? []), ...bound]);
  }

  function read(name: string, url: URL): SecretReading {
    const variable = secretVariable(name);
    if (!isAmongHosts(hosts.get(variable) ?? [], url)) {
      const remedy = `if it is meant to, list the host in the settings under okr.sources.secrets, as ${name}: [${url.host}]`;
      return { ok: false, message: `the secret ${name} may not be sent to ${url.host}: ${remedy}` };
    }
    const value = values.get(variable);
    return value === undefined
      ? { ok: false, message: `there is no secret ${name}: set ${variable}` }
      : { ok: true, value };
  }

  return {
    read,

    unsent(source) {
      if (source.kind !== 'http-json') return [];
      const url = new URL(source.url);
      return Object.values(source.headers ?? {}).flatMap((name) => {
        const reading = read(name, url);
        return reading.ok ? [] : [reading.message];
      });
    },

    problems() {
      const missing = Object.entries(deps.bindings).flatMap(([name]): SecretProblem[] => {
        const variable = secretVariable(name);
        if (values.has(variable)) return [];
        const message = `the settings name the secret ${name}, and ${variable} is not set`;
        return [{ variable, message, remedy: `Set ${variable}, or take it out of okr.sources.secrets.` }];
      });
      const unbound = [...values.keys()].flatMap((variable): SecretProblem[] => {
        if (hosts.has(variable)) return [];
        const message = `${variable} is set and may be sent to no host`;
        return [{ variable, message, remedy: 'List the hosts that may have it under okr.sources.secrets.' }];
      });
      return [...missing, ...unbound];
    },
  };
}
