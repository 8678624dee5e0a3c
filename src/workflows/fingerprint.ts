import { createHash } from 'node:crypto';
import type { Issue } from '../domain/issue.ts';
import { changedSettings } from '../domain/settings/changed.ts';
import { defaultSettings, type Settings } from '../domain/settings.ts';

/** Of what people have set for a project; the same across versions as long as they change nothing. */
export function settingsFingerprint(settings: Settings): string {
  return sha256(changedSettings(settings, defaultSettings));
}

/** Of all that Waymark's opinion of an issue rests on and that it never writes itself. */
export function opinionFingerprint({ title, description, typeName }: Issue, settings: Settings): string {
  return sha256([title, description, typeName, changedSettings(settings, defaultSettings)]);
}

function sha256(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
