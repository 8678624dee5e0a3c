import { TrackerError } from '../../domain/errors.ts';

/** Null for what Linear does not have. */
export async function orNull<T>(call: Promise<T>): Promise<T | null> {
  return call.catch((error: unknown) => {
    if (error instanceof TrackerError && error.kind === 'not-found') return null;
    throw error;
  });
}
