import { sql } from 'kysely';
import { onTestFinished } from 'vitest';
import { createGoalPages } from '../../src/app/goal-pages.ts';
import { createStores, type Stores } from '../../src/app/stores.ts';
import type { AccessSettings } from '../../src/domain/access/access-settings.ts';
import { roleNow } from '../../src/domain/access/identity.ts';
import { createSightOf } from '../../src/domain/access/sight-of.ts';
import type { Role } from '../../src/domain/access.ts';
import { assess } from '../../src/domain/assessment/assess.ts';
import type { Issue, StatusCategory } from '../../src/domain/issue.ts';
import type { IdentityProvider } from '../../src/domain/ports.ts';
import { defaultSettings } from '../../src/domain/settings.ts';
import { readDocuments } from '../../src/okr-files/read-documents.ts';
import { SHOP } from '../../src/sandbox/backlog/shop.ts';
import type { Database } from '../../src/store/database.ts';
import { createApiTokenDesk } from '../../src/workflows/api-tokens.ts';
import { createGate } from '../../src/workflows/gate.ts';
import { createOkrDesk } from '../../src/workflows/okr-desk.ts';
import { createDoor } from '../../src/workflows/sign-in.ts';
import { createSignInElsewhere } from '../../src/workflows/sign-in-elsewhere.ts';
import { createViewAccess } from '../../src/workflows/view-access.ts';
import { openScratchDatabase } from './databases.ts';
import { createFakeGoalQueue } from './fakes/okr.ts';
import { atFileEnd } from './file-end.ts';
import { adminToken } from './gate.ts';
import { anIssue } from './issue.ts';
import { createMissionDesk } from './mission-desk.ts';
import { createOpsWorld } from './ops.ts';
import { openSession } from './session.ts';
import { silentLog } from './silent-log.ts';
import { buildServer } from './web.ts';

export { adminToken };
export const now = new Date('2026-11-20T12:00:00Z');
const clock = { now: () => now };

let shared: Promise<Database> | null = null;

/** The tests of a file share one. */
async function emptyDatabase(): Promise<Database> {
  if (!shared) {
    const opened = openScratchDatabase();
    shared = opened;
    atFileEnd(async () => {
      shared = null;
      await (await opened).close();
    });
  }
  const database = await shared;
  const tables = [
    'reviews',
    'mission_cards',
    'sessions',
    'issue_facts',
    'deliveries',
    'writes',
    'write_stops',
    'edits',
    'outcome_notes',
    'field_looks',
    'dismissals',
    'choices',
    'issue_wishes',
    'comments',
    'api_tokens',
    'sign_ins',
    'subscribers',
    'process_reports',
    'digest_mails',
    'digests',
  ];
  await sql.raw(`truncate ${tables.map((table) => `waymark.${table}`).join(', ')}`).execute(database.sql);
  return database;
}

/** The pages on an embedded store, with whatever a test saves. */
export async function openPages(
  options: {
    isSecure?: boolean;
    access?: Partial<AccessSettings>;
    provider?: IdentityProvider;
    trustProxy?: readonly string[];
  } = {},
) {
  const database = await emptyDatabase();
  const asked: string[] = [];
  const stores = createStores(database);
  const access = createAccess(stores, options);
  const parts = createPageParts(stores, asked);
  const { server, log } = await buildServer({
    pages: { ...parts.deps, ...access.deps, isSecure: options.isSecure ?? false },
    gate: access.deps.gate,
    isSecure: options.isSecure ?? false,
    trustProxy: options.trustProxy ?? [],
    api: {
      okrs: parts.deps.okrs,
      lint: defaultSettings.okr.lint,
      today: () => now.toISOString().slice(0, 10),
      events: {
        readEvents: parts.ops.readEvents,
        streamEvents: parts.ops.streamEvents,
        subscribers: parts.ops.subscriberDesk,
      },
    },
  });
  const { tokens, audit } = access;
  return { server, log, database, asked, ...parts, tokens, audit, ...visitors(server, stores) };
}

function createAccess(
  { apiTokens, audit, events, sessions, signIns }: Stores,
  options: { access?: Partial<AccessSettings>; provider?: IdentityProvider },
) {
  const settings = { ...defaultSettings.access, ...options.access };
  const door = createDoor({
    ...{ sessions, events, adminToken, vouchedKey: 'a client secret', clock },
    roleNow: (session) => roleNow(session, settings),
  });
  const tokens = createApiTokenDesk({ tokens: apiTokens, clock });
  const { provider } = options;
  const log = silentLog();
  return {
    tokens,
    audit,
    deps: {
      ...{ door, tokens, signIn: settings },
      gate: createGate({ door, tokens, adminToken, sightOf: createSightOf(settings), events, clock }),
      elsewhere: provider
        ? createSignInElsewhere({ provider, signIns, door, events, settings, clock, log })
        : null,
      viewAccess: createViewAccess({ tokens, audit, clock }),
    },
  };
}

function createPageParts(stores: Stores, asked: string[]) {
  const { reviews, cards, writes, goals, facts, deliveries, checkIns, events } = stores;
  const okrs = createOkrDesk({
    ...{ goals, checkIns, facts, readDocuments, clock, log: silentLog() },
    measures: createFakeGoalQueue(),
    moved: { moved: async () => {} },
    settings: defaultSettings.okr,
  });
  const { linkIssue } = okrs;
  const queue = {
    request: async (requests: readonly { ref: { id: string } }[]) => {
      asked.push(...requests.map(({ ref }) => ref.id));
    },
  };
  const missions = createMissionDesk(stores, { okrs, clock, queue });
  const { tracker, attend } = missions;
  const ops = createOpsWorld(stores, { queue, clock });
  onTestFinished(ops.stop);
  return {
    ...{ tracker, attend, ops },
    ...{ reviews, cards, writes, goals, facts, deliveries, checkIns, events },
    /** Saves what Waymark makes of an issue, as a review does. */
    async read(issue: Issue) {
      const assessment = assess({ issue, settings: defaultSettings, today: '2026-11-20' });
      const review = { issue, assessment, reviewedAt: now.toISOString() };
      await reviews.save(review, [
        {
          topic: 'issue.reviewed',
          subject: `${issue.ref.tracker}:${issue.ref.id}`,
          data: { framing: assessment.reading.framing },
          actor: 'waymark',
          at: now.toISOString(),
        },
      ]);
      await linkIssue.link(review);
      return review;
    },
    deps: {
      ...missions.deps,
      ...createGoalPages({ stores, clock }, { okrs }),
      ops: ops.deps,
      live: { streamEvents: ops.streamEvents },
    },
  };
}

type Server = Awaited<ReturnType<typeof buildServer>>['server'];

function visitors(server: Server, { sessions }: Stores) {
  /** The cookies of somebody with this role. */
  async function signIn(role: Role, groups: readonly string[] = []): Promise<string> {
    const person = { who: `test-${role}`, name: `Test ${role}`, role, groups };
    return `waymark=${await openSession(sessions, adminToken, person, now)}`;
  }
  return {
    signIn,
    async get(url: string, role: Role | null = 'viewer') {
      const cookie = role === null ? '' : await signIn(role);
      return server.inject({ url, headers: { cookie, accept: 'text/html' } });
    },
    /** Posts a form as its page would, with the token that came with it. */
    async post(url: string, fields: Record<string, string>, of: { cookie?: string; page?: string } = {}) {
      const { cookie = '', page = '/login' } = of;
      const form = await server.inject({ url: page, headers: { cookie } });
      const token = /name="_csrf" value="([^"]+)"/.exec(form.body)?.[1] ?? '';
      const kept = form.cookies.map(({ name, value }) => `${name}=${value}`);
      return server.inject({
        method: 'POST',
        url,
        headers: {
          cookie: [cookie, ...kept].filter(Boolean).join('; '),
          'content-type': 'application/x-www-form-urlencoded',
        },
        payload: new URLSearchParams({ _csrf: token, ...fields }).toString(),
      });
    },
  };
}

const categories: Readonly<Record<string, StatusCategory>> = {
  'To Do': 'todo',
  'In Progress': 'in-progress',
  'In Review': 'in-review',
  Done: 'done',
};

/** The sandbox's shop as issues of Jira. */
export function shopIssues(): readonly Issue[] {
  return SHOP.map((seed, index) => {
    const status = seed.status ?? 'To Do';
    return anIssue({
      ref: { tracker: 'jira', id: String(10_001 + index) },
      key: seed.key,
      url: `https://shop.example/browse/${seed.key}`,
      title: seed.title,
      description: seed.description ?? '',
      status: { name: status, category: categories[status] ?? 'todo' },
      labels: (seed.labels ?? []).map((name) => ({ name })),
      assignees: seed.assignee ? [{ id: seed.assignee, name: seed.assignee }] : [],
      updatedAt: new Date(now.getTime() - index * 3_600_000).toISOString(),
    });
  });
}
