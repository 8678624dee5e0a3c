import type { AccessSettings } from '../../src/domain/access/access-settings.ts';
import type { TokenScope } from '../../src/domain/access/api-token.ts';
import { createSightOf } from '../../src/domain/access/sight-of.ts';
import { createApiTokenDesk } from '../../src/workflows/api-tokens.ts';
import { createGate } from '../../src/workflows/gate.ts';
import { createFakeApiTokens } from './fakes/api-tokens.ts';
import { createFakeEventLog } from './fakes/event-log.ts';

export const adminToken = 'the token of the pages in tests';
/** What a program sends to show that it has the administrator's token. */
export const asAdmin = { authorization: `Bearer ${adminToken}` };

/** A gate that knows the administrator's token and those that a test makes; nobody has a session. */
export function createTestGate(
  options: {
    adminToken?: string | null;
    confidential?: AccessSettings['confidential'];
    clock?: { now(): Date };
  } = {},
) {
  const { clock = { now: () => new Date('2026-11-20T12:00:00Z') }, confidential = {} } = options;
  const events = createFakeEventLog();
  const tokens = createApiTokenDesk({ tokens: createFakeApiTokens(events), clock });
  const gate = createGate({
    door: { find: async () => null },
    ...{ tokens, events, clock },
    adminToken: options.adminToken === undefined ? adminToken : options.adminToken,
    sightOf: createSightOf({ confidential }),
  });
  return {
    ...{ gate, events, tokens },
    /** The header of a program with a token of this scope. */
    async bearer(scope: TokenScope, groups: readonly string[] = []) {
      const by = { who: 'test', from: null };
      const { text } = await tokens.create({ name: `a ${scope} token`, scope, groups, days: 30 }, by);
      return { authorization: `Bearer ${text}` };
    },
  };
}
