import { inspect } from 'node:util';

/** A value that shows itself only on request, so that logging or printing what holds it gives nothing away. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '[redacted]';
  }

  toJSON(): string {
    return '[redacted]';
  }

  [inspect.custom](): string {
    return '[redacted]';
  }
}

/** Secrets that somebody makes up, such as those of webhooks. */
export const shortestSecret = 16;
/** Credentials that somebody else gives out. */
export const shortestCredential = 8;

export function secret(value: string | undefined): Secret | null {
  return value === undefined ? null : new Secret(value);
}
