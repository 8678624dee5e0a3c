import { TrackerError } from '../../domain/errors.ts';
import type { FieldChange, FieldProblem } from '../../domain/write-back/fields.ts';

/** What Linear would refuse however often it is tried; null when it was done. Everything else is thrown. */
export async function refusalOf(call: Promise<unknown>): Promise<TrackerError | null> {
  try {
    await call;
    return null;
  } catch (error) {
    if (error instanceof TrackerError && isRefusal(error)) return error;
    throw error;
  }
}

function isRefusal({ kind, status }: TrackerError): boolean {
  return kind === 'invalid' || kind === 'not-found' || (kind === 'auth' && status === 403);
}

export function refused(project: string, { field }: FieldChange, error: TrackerError): FieldProblem {
  const remedy =
    error.kind === 'auth'
      ? 'Give the account behind LINEAR_API_KEY write access to the team, as a member and not as a guest.'
      : 'Run `waymark doctor`; the label or the issue may be restricted, archived or gone in Linear.';
  return { project, field, message: error.message, remedy };
}
