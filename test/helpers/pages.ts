import { createHmac, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll } from 'vitest';
import type { Role } from '../../src/domain/access.ts';
import { assess } from '../../src/domain/assessment/assess.ts';
import type { Issue, StatusCategory } from '../../src/domain/issue.ts';
import { defaultSettings } from '../../src/domain/settings.ts';
import { SHOP } from '../../src/sandbox/backlog/shop.ts';
import { createCheckIns } from '../../src/store/check-ins.ts';
import { createControlRoom } from '../../src/store/control-room.ts';
import type { Database } from '../../src/store/database.ts';
import { createDeliveries } from '../../src/store/deliveries.ts';
import { createEventLog } from '../../src/store/events.ts';
import { createGoalStore } from '../../src/store/goals.ts';
import { createIssueFacts } from '../../src/store/issue-facts.ts';
import { createMissionCards } from '../../src/store/mission-cards.ts';
import { createReviews } from '../../src/store/reviews.ts';
import { createSessions } from '../../src/store/sessions.ts';
import { createWriteLog } from '../../src/store/write-log.ts';
import { createCurrentStandings } from '../../src/workflows/current-standings.ts';
import { createFindGoals } from '../../src/workflows/find-goals.ts';
import { createLinkIssue } from '../../src/workflows/link-issue.ts';
import { createReplayDelivery } from '../../src/workflows/replay-delivery.ts';
import { createDoor } from '../../src/workflows/sign-in.ts';
import { createViewBoard } from '../../src/workflows/view-board.ts';
import { createViewGoals } from '../../src/workflows/view-goals.ts';
import { createViewMission } from '../../src/workflows/view-mission.ts';
import { createViewOps } from '../../src/workflows/view-ops.ts';
import { openMemoryDatabase } from './databases.ts';
import { createFakeGoalQueue } from './fakes/okr.ts';
import { anIssue } from './issue.ts';
import { buildServer } from './web.ts';

export const adminToken = 'the token of the pages in tests';
export const now = new Date('2026-11-20T12:00:00Z');
const clock = { now: () => now };

let shared: Promise<Database> | null = null;
afterAll(async () => {
  await (await shared)?.close();
  shared = null;
});

/** Opening one takes seconds, so that the tests of a file share it. */
async function emptyDatabase(): Promise<Database> {
  shared ??= openMemoryDatabase();
  const database = await shared;
  const tables = [
    'reviews',
    'mission_cards',
    'sessions',
    'issue_facts',
    'deliveries',
    'writes',
    'write_stops',
  ];
  await sql.raw(`truncate ${tables.map((table) => `waymark.${table}`).join(', ')}`).execute(database.sql);
  return database;
}

/** The pages on an embedded store, with whatever a test saves. */
export async function openPages(options: { isSecure?: boolean } = {}) {
  const database = await emptyDatabase();
  const asked: string[] = [];
  const parts = createPageParts(database, asked);
  const { server, log } = await buildServer({
    pages: { ...parts.deps, isSecure: options.isSecure ?? false },
  });
  return { server, log, database, asked, ...parts, ...visitors(server, database) };
}

function createPageParts(database: Database, asked: string[]) {
  const reviews = createReviews(database);
  const cards = createMissionCards(database);
  const writes = createWriteLog(database);
  const goals = createGoalStore(database);
  const facts = createIssueFacts(database);
  const deliveries = createDeliveries(database);
  const checkIns = createCheckIns(database);
  const findGoals = createFindGoals({ goals });
  const currentStandings = createCurrentStandings({ findGoals, checkIns, facts });
  const linkIssue = createLinkIssue({ facts, findGoals, measures: createFakeGoalQueue() });
  const queue = {
    request: async (requests: readonly { ref: { id: string } }[]) => {
      asked.push(...requests.map(({ ref }) => ref.id));
    },
  };
  const events = createEventLog(database);
  return {
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
      door: createDoor({ sessions: createSessions(database), adminToken, clock }),
      viewBoard: createViewBoard({ cards, findGoals }),
      viewMission: createViewMission({ reviews, cards, writes, linkIssue, currentStandings, clock }),
      viewGoals: createViewGoals({ currentStandings, clock }),
      viewOps: createViewOps({
        ...{ deliveries, writes, clock },
        room: createControlRoom(database),
        depth: async () => [{ queue: 'reviews-jira', waiting: 3, active: 1, delayed: 0, failed: 2 }],
      }),
      replayDelivery: createReplayDelivery({ deliveries, queue, events, clock }),
    },
  };
}

type Server = Awaited<ReturnType<typeof buildServer>>['server'];

function visitors(server: Server, database: Database) {
  const sessions = createSessions(database);
  /** The cookies of somebody with this role. */
  async function signIn(role: Role): Promise<string> {
    const id = randomBytes(32).toString('base64url');
    const idHash = createHmac('sha256', adminToken).update(id).digest('hex');
    const endsAt = new Date(now.getTime() + 3_600_000).toISOString();
    await sessions.open(idHash, { who: `test-${role}`, role, openedAt: now.toISOString(), endsAt }, []);
    return `waymark=${id}`;
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
