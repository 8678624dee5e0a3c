import { z } from 'zod';
import { writtenGoals } from '../domain/okr/written.ts';

/** The JSON Schema (draft 2020-12) of OKR files, for editors and for checking them elsewhere. */
export function okrJsonSchema(): Readonly<Record<string, unknown>> {
  const schema = z.toJSONSchema(writtenGoals, { io: 'input', target: 'draft-2020-12' });
  return { ...schema, title: 'Waymark OKR file' };
}
