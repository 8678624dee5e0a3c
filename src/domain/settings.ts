import { z } from 'zod';
import { accessSettings } from './access/access-settings.ts';
import type { CheckSettings } from './assessment/checks/check.ts';
import { checks } from './assessment/checks/index.ts';
import type { CheckId } from './assessment/finding.ts';
import { standingSettings } from './assessment/standing.ts';
import { backfillSettings, reconcileSettings } from './catch-up/catch-up-settings.ts';
import { commandsSettings } from './commands/commands-settings.ts';
import { commentSettings } from './comment/comment-settings.ts';
import { digestSettings } from './digest/digest-settings.ts';
import { eventsSettings } from './event-stream/events-settings.ts';
import { type TrackerName, trackerNames } from './issue.ts';
import { missionSettings } from './mission/mission-settings.ts';
import { okrSettings } from './okr/okr-settings.ts';
import { isFields, mergeSettings } from './settings/merge.ts';
import { describeProblems } from './settings/problems.ts';
import { writeBackSettings } from './write-back/write-back-settings.ts';

const checkSettings = z
  .strictObject(Object.fromEntries(checks.map((check) => [check.id, check.settings])))
  .prefault({});

/** The settings of one project or team. Every key has its default; unknown keys are errors. */
export const settingsSchema = z.strictObject({
  review: z
    .strictObject({
      /** Seconds an issue must be left alone before it is reviewed, so that a burst of edits makes one review. */
      settleSeconds: z.number().min(0).max(3600).default(2),
    })
    .prefault({}),
  comment: commentSettings,
  commands: commandsSettings,
  writeBack: writeBackSettings,
  backfill: backfillSettings,
  reconcile: reconcileSettings,
  standing: standingSettings,
  checks: checkSettings,
  mission: missionSettings,
  okr: okrSettings,
  digest: digestSettings,
  access: accessSettings,
  events: eventsSettings,
});

export type Settings = Readonly<
  Omit<z.infer<typeof settingsSchema>, 'checks'> & {
    checks: Readonly<Partial<Record<CheckId, CheckSettings>>>;
  }
>;

/** The settings of the whole installation: what holds everywhere, and what each project or team makes of it. */
export interface AllSettings {
  readonly everywhere: Settings;
  readonly projects: Readonly<Record<TrackerName, ReadonlyMap<string, Settings>>>;
}

export const defaultSettings: Settings = settingsSchema.parse({}) as Settings;

export const defaultAllSettings: AllSettings = {
  everywhere: defaultSettings,
  projects: { jira: new Map(), linear: new Map() },
};

export type SettingsReading =
  | { readonly ok: true; readonly settings: AllSettings }
  /** One sentence a problem, each naming the path. */
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Reads the parsed `waymark.yaml`: settings at the top, and under `projects.<tracker>.<KEY>` those that differ for a
 * Jira project or a Linear team. Reports every problem at once and never throws.
 */
export function readSettings(raw: unknown): SettingsReading {
  if (raw !== undefined && raw !== null && !isFields(raw)) {
    return { ok: false, problems: ['the settings: expected keys and values'] };
  }
  const { projects = {}, ...top } = raw ?? {};
  const everywhere = mergeSettings(defaultSettings, top);
  const problems: string[] = [];
  const parse = (value: unknown, prefix: readonly string[]): Settings => {
    const parsed = settingsSchema.safeParse(value);
    if (parsed.success) return parsed.data as Settings;
    problems.push(...describeProblems(parsed.error, settingsSchema, prefix));
    return defaultSettings;
  };
  const base = parse(everywhere, []);
  // A fault at the top is reported there, once, and not again for every project.
  const sound = problems.length === 0 ? everywhere : defaultSettings;
  const read: Record<TrackerName, Map<string, Settings>> = { jira: new Map(), linear: new Map() };
  for (const { tracker, key, overrides } of projectEntries(projects, problems)) {
    read[tracker].set(key.toUpperCase(), parse(mergeSettings(sound, overrides), ['projects', tracker, key]));
  }
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, settings: { everywhere: base, projects: read } };
}

/** The settings that hold for a Jira project or a Linear team, by its key, whose case does not matter. */
export function settingsFor(all: AllSettings, tracker: TrackerName, project: string): Settings {
  return all.projects[tracker].get(project.toUpperCase()) ?? all.everywhere;
}

const projectsSchema = z.strictObject(
  Object.fromEntries(trackerNames.map((name) => [name, z.record(z.string(), z.unknown()).nullish()])),
);

function projectEntries(
  projects: unknown,
  problems: string[],
): readonly { tracker: TrackerName; key: string; overrides: unknown }[] {
  const parsed = projectsSchema.safeParse(projects ?? {});
  if (!parsed.success) {
    problems.push(...describeProblems(parsed.error, projectsSchema, ['projects']));
    return [];
  }
  return trackerNames.flatMap((tracker) =>
    Object.entries(parsed.data[tracker] ?? {}).map(([key, overrides]) => ({
      tracker,
      key,
      overrides: overrides ?? {},
    })),
  );
}
