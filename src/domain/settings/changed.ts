import { isFields } from './merge.ts';

/** What of `settings` differs from `defaults`: a new version's new settings change nothing of it. */
export function changedSettings(settings: unknown, defaults: unknown): unknown {
  if (!isFields(settings) || !isFields(defaults)) return settings;
  return Object.fromEntries(
    Object.entries(settings)
      .filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(defaults[key]))
      .map(([key, value]) => [key, changedSettings(value, defaults[key])])
      .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
}
