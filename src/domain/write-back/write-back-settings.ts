import { z } from 'zod';
import { type MissionField, missionFields } from '../mission/mission.ts';
import { jiraFieldSettings } from './jira-field-settings.ts';

/**
 * What Waymark may write in a project: everything; fields and no comments; nothing, with its comments gone (what it
 * has to say is in the digest); or nothing at all, with all that is there left as it is.
 */
export const writeBackModes = ['comment', 'fields-only', 'digest-only', 'off'] as const;
export type WriteBackMode = (typeof writeBackModes)[number];

const fillModes = ['off', 'suggest'] as const;
export type FillMode = (typeof fillModes)[number];

const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'expected a time such as "22:00"');
const timeZone = z.string().max(100).refine(isTimeZone, 'expected a time zone such as Europe/Berlin');
const fillMode = z.enum(fillModes).default('off');
const minutes = z.int().min(1).max(100_000);

/** When, how much and what Waymark writes into a tracker. */
export const writeBackSettings = z
  .strictObject({
    mode: z.enum(writeBackModes).default('comment'),
    /** `suggest`: the mission field is filled when it is empty and the issue's words or native fields give its value. */
    fill: z
      .strictObject(
        Object.fromEntries(missionFields.map((field) => [field, fillMode])) as Record<
          MissionField,
          typeof fillMode
        >,
      )
      .prefault({}),
    /** Writes, counted in calls to the tracker. What is over is held and caught up when there is room. */
    budget: z
      .strictObject({
        perIssuePerDay: z.int().min(1).default(30),
        perProjectPerHour: z.int().min(1).default(1000),
      })
      .prefault({}),
    /** Nothing is written then; it is caught up afterwards. */
    quietHours: z
      .strictObject({
        from: clockTime.nullable().default(null),
        to: clockTime.nullable().default(null),
        timeZone: timeZone.default('UTC'),
        /** Saturdays and Sundays are quiet all day. */
        weekends: z.boolean().default(false),
      })
      .refine(({ from, to }) => (from === null) === (to === null), 'from and to go together')
      .prefault({}),
    /** An issue on which a value comes back more than `flips` times in `minutes` is left alone for `coolDownMinutes`. */
    breaker: z
      .strictObject({
        flips: z.int().min(1).max(100).default(5),
        minutes: minutes.default(120),
        coolDownMinutes: minutes.default(1440),
      })
      .prefault({}),
    /** A field that the tracker refused is tried again after so many hours, or when the settings change. */
    retryRefusedHours: z.number().min(0).max(8760).default(6),
    jira: jiraFieldSettings,
  })
  .prefault({});

export type WriteBackSettings = z.infer<typeof writeBackSettings>;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}
