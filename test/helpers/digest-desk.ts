import { audiencesOf, digestSettings } from '../../src/domain/digest/digest-settings.ts';
import type { DigestSources, Digests, Mailer, RenderDigest } from '../../src/domain/ports.ts';
import { defaultAllSettings } from '../../src/domain/settings.ts';
import { readBounce } from '../../src/mail/bounce.ts';
import { renderDigest } from '../../src/mail/render.ts';
import type { Database } from '../../src/store/database.ts';
import { createDigests } from '../../src/store/digests.ts';
import { createDigestDesk } from '../../src/workflows/digest-desk.ts';
import { aDigestIssue, anAssessment } from './digest.ts';
import { createFakes } from './fakes/index.ts';
import { createRecordedLog } from './recorded-log.ts';

export interface DeskOptions {
  readonly mailer: Mailer;
  readonly audiences?: Record<string, unknown>;
  readonly perHour?: number;
  readonly publicUrl?: string | null;
  readonly render?: RenderDigest;
  /** Audiences whose material cannot be loaded just now. */
  breaksFor?(audience: string): boolean;
  /** True: nothing happened in the week. */
  readonly isQuiet?: boolean;
}

/** A story of the day before, so that it is news whenever somebody looks. */
function newRecipe(now: Date) {
  const at = new Date(now.getTime() - 86_400_000).toISOString();
  return aDigestIssue(
    { key: 'SHOP-1', title: 'Save for Later button', createdAt: at, updatedAt: at },
    { assessment: anAssessment(['recipe']) },
  );
}

/** The digest's workflows on a real store. Several desks on one store and one clock are several processes. */
export function createTestDesk(database: Database, clock: { now(): Date }, options: DeskOptions) {
  const { audiences = {}, perHour = 500, publicUrl = 'https://waymark.example' } = options;
  const digest = digestSettings.parse({ perHour, audiences });
  const settings = {
    ...defaultAllSettings,
    everywhere: { ...defaultAllSettings.everywhere, digest },
  };
  const fakes = createFakes();
  const sources: DigestSources = {
    issues: async () => (options.isQuiet ? [] : [newRecipe(clock.now())]),
    writes: async () => ({ comments: 0, fields: 0, issues: 0, undone: 0, held: [] }),
  };
  const stored = createDigests(database);
  const digests: Digests = {
    ...stored,
    async lastFigures(audience, before) {
      if (options.breaksFor?.(audience)) throw new Error('the figures cannot be read');
      return stored.lastFigures(audience, before);
    },
  };
  const log = createRecordedLog();
  const desk = createDigestDesk({
    ...{ goals: fakes.goals, checkIns: fakes.checkIns, facts: fakes.facts, sources, digests, settings },
    ...{ clock, log, publicUrl, render: options.render ?? renderDigest, readBounce, mailer: options.mailer },
    from: 'Waymark <waymark@example.com>',
  });
  return { ...desk, digests, log, audience: audiencesOf(digest)[0] };
}
