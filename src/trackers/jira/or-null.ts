import { TrackerError } from '../../domain/errors.ts';

/** What is gone or out of sight is null, and everything else that goes wrong goes on. */
export async function orNull<T>(call: Promise<T>): Promise<T | null> {
  return call.catch((error: unknown) => {
    if (error instanceof TrackerError && error.kind === 'not-found') return null;
    throw error;
  });
}
