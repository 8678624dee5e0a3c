import { randomBytes, timingSafeEqual } from 'node:crypto';
import { type ApiToken, stateOf, type TokenScope } from '../domain/access/api-token.ts';
import type { Doer } from '../domain/access.ts';
import type { WaymarkEvent } from '../domain/event.ts';
import type { ApiTokens, Clock } from '../domain/ports.ts';
import { sha256 } from './sha256.ts';

export interface NewToken {
  readonly name: string;
  readonly scope: TokenScope;
  readonly groups: readonly string[];
  /** 1 to `longestTokenDays`. */
  readonly days: number;
}

/** Tokens for programs: giving them out, listing, taking back, and knowing them again. */
export interface ApiTokenDesk {
  /** `text` is the token itself; it is told this once and stored nowhere. */
  create(wanted: NewToken, by: Doer): Promise<{ readonly token: ApiToken; readonly text: string }>;
  list(): Promise<readonly ApiToken[]>;
  /** False when there is none of this prefix, or it is revoked already. */
  revoke(prefix: string, by: Doer): Promise<boolean>;
  /** The token that this text is, while it is valid. */
  check(text: string): Promise<ApiToken | null>;
}

const mostListed = 500;
const dayMs = 86_400_000;
/** How exactly the last use is told: a write for every call would cost more than the call. */
const usedEveryMs = 60_000;
const form = /^(wm_[0-9a-f]{8})_[\w-]{43}$/;

/** The secret part is 32 random bytes, so that a plain hash of it is as good as any. */
export function createApiTokenDesk({ tokens, clock }: { tokens: ApiTokens; clock: Clock }): ApiTokenDesk {
  return {
    async create({ name, scope, groups, days }, by) {
      const now = clock.now();
      const prefix = `wm_${randomBytes(4).toString('hex')}`;
      const text = `${prefix}_${randomBytes(32).toString('base64url')}`;
      const token: ApiToken = {
        ...{ prefix, name, scope, groups, createdBy: by.who, createdAt: now.toISOString() },
        expiresAt: new Date(now.getTime() + days * dayMs).toISOString(),
        ...{ lastUsedAt: null, revokedAt: null },
      };
      const after = { name, scope, groups, expiresAt: token.expiresAt };
      await tokens.add(token, sha256(text), [
        tokenEvent('token.created', prefix, by, { before: null, after }, now),
      ]);
      return { token, text };
    },

    list: () => tokens.list(mostListed),

    async revoke(prefix, by) {
      const found = await tokens.find(prefix);
      if (found === null) return false;
      const now = clock.now();
      const { name, scope, expiresAt } = found.token;
      const data = { before: { name, scope, expiresAt }, after: null };
      return tokens.revoke(prefix, now, [tokenEvent('token.revoked', prefix, by, data, now)]);
    },

    async check(text) {
      const [, prefix] = form.exec(text) ?? [];
      const found = prefix === undefined ? null : await tokens.find(prefix);
      if (found === null) return null;
      const { token, secretHash } = found;
      const isRight = timingSafeEqual(Buffer.from(sha256(text)), Buffer.from(secretHash));
      const now = clock.now();
      if (!isRight || stateOf(token, now) !== 'valid') return null;
      if (token.lastUsedAt === null || now.getTime() - Date.parse(token.lastUsedAt) >= usedEveryMs) {
        await tokens.used(token.prefix, now);
      }
      return token;
    },
  };
}

function tokenEvent(
  topic: 'token.created' | 'token.revoked',
  prefix: string,
  { who, from }: Doer,
  data: WaymarkEvent['data'],
  now: Date,
): WaymarkEvent {
  const at = now.toISOString();
  return {
    topic,
    subject: `token:${prefix}`,
    data: { ...data, from: from ?? 'command line' },
    actor: who,
    at,
  };
}
