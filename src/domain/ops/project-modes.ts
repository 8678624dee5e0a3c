import type { TrackerName } from '../issue.ts';
import { type AllSettings, settingsFor } from '../settings.ts';

/** What Waymark does in a project, as the settings come out there. */
export interface ProjectMode {
  readonly tracker: TrackerName;
  readonly project: string;
  /** Missions on record. */
  readonly missions: number;
  /** Whether the settings say something about this project. */
  readonly hasOwn: boolean;
  readonly mode: string;
  readonly comments: boolean;
  readonly commands: boolean;
  /** The mission fields that it fills where they are empty. */
  readonly fills: readonly string[];
  readonly perIssuePerDay: number;
  readonly perProjectPerHour: number;
  /** `22:00–06:00 Europe/London`; null: none. */
  readonly quiet: string | null;
  /** The checks that are switched off. */
  readonly off: readonly string[];
}

/** The modes of the projects that are known: those with missions, and those that the settings name. */
export function projectModes(
  settings: AllSettings,
  known: readonly { tracker: TrackerName; project: string; missions: number }[],
  maySee: (of: { tracker: TrackerName; project: string }) => boolean,
): readonly ProjectMode[] {
  const has = (tracker: TrackerName, key: string) =>
    known.some((one) => one.tracker === tracker && one.project.toUpperCase() === key);
  const named = Object.entries(settings.projects).flatMap(([name, projects]) =>
    [...projects.keys()]
      .map((project) => ({ tracker: name as TrackerName, project, missions: 0 }))
      .filter((one) => !has(one.tracker, one.project) && maySee(one)),
  );
  return [...known, ...named].map(({ tracker, project, missions }) => {
    const { writeBack, comment, commands, checks } = settingsFor(settings, tracker, project);
    const { mode, fill, budget, quietHours } = writeBack;
    const { from, to, timeZone, weekends } = quietHours;
    const hours = from && to ? `${from}–${to} ${timeZone}` : null;
    const quiet = [hours, weekends ? 'weekends' : null].filter(Boolean).join(', ');
    return {
      ...{ tracker, project, missions, mode },
      hasOwn: settings.projects[tracker].has(project.toUpperCase()),
      comments: mode === 'comment' && comment.enabled,
      commands: commands.enabled,
      fills: Object.entries(fill).flatMap(([field, how]) => (how === 'off' ? [] : [field])),
      perIssuePerDay: budget.perIssuePerDay,
      perProjectPerHour: budget.perProjectPerHour,
      quiet: quiet === '' ? null : quiet,
      off: Object.entries(checks).flatMap(([id, { enabled }]) => (enabled ? [] : [id])),
    };
  });
}
