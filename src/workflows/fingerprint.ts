import type { Issue } from '../domain/issue.ts';
import { changedSettings } from '../domain/settings/changed.ts';
import { defaultSettings, type Settings } from '../domain/settings.ts';
import { sha256 } from './sha256.ts';

/** Of what people have set for a project; the same across versions as long as they change nothing. */
export function settingsFingerprint(settings: Settings): string {
  return sha256(JSON.stringify(changedSettings(settings, defaultSettings)));
}

/** Of all that Waymark's opinion of an issue rests on and that it never writes itself. */
export function opinionFingerprint({ title, description, typeName }: Issue, settings: Settings): string {
  return sha256(JSON.stringify([title, description, typeName, changedSettings(settings, defaultSettings)]));
}
