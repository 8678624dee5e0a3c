import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse as parseYaml } from 'yaml';
import { defaultAllSettings, readSettings, type SettingsReading } from '../domain/settings.ts';
import { type ReadFile, wordsOf } from './read-file.ts';
import type { Config } from './shape.ts';

const defaultSettingsFile = fileURLToPath(new URL('../../config/waymark.yaml', import.meta.url));

/** The settings file, the one that is named or the one beside the program; what is wrong with it goes to `problems`. */
export function loadSettings(
  named: string | undefined,
  readFile: ReadFile,
  problems: string[],
): Pick<Config, 'settings' | 'settingsFile'> {
  const path = named === undefined ? defaultSettingsFile : resolve(named);
  const source = readSettingsFile(path, named !== undefined, readFile, problems);
  if (source === null) return { settings: defaultAllSettings, settingsFile: null };
  const reading = readYaml(source);
  if (reading.ok) return { settings: reading.settings, settingsFile: path };
  problems.push(...reading.problems.map((problem) => `${path}: ${problem}`));
  return { settings: defaultAllSettings, settingsFile: null };
}

function readYaml(source: string): SettingsReading {
  try {
    return readSettings(parseYaml(source));
  } catch (error) {
    return { ok: false, problems: [`is not YAML: ${wordsOf(error)}`] };
  }
}

/** Null when there is none, which only a file that was asked for by name turns into a problem. */
function readSettingsFile(
  path: string,
  isNamed: boolean,
  readFile: ReadFile,
  problems: string[],
): string | null {
  try {
    return readFile(path);
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isNamed || !isAbsent) {
      problems.push(`WAYMARK_CONFIG names ${path}, which cannot be read: ${wordsOf(error)}`);
    }
    return null;
  }
}
