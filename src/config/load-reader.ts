import type { Reader } from '../environment.ts';
import { secret, shortestCredential } from './secret.ts';
import type { Config } from './shape.ts';

/** A review waits no longer than this for a second opinion. */
const readerBudgetMs = 8_000;

export function loadReader(read: Reader): Config['reader'] {
  const complete = read.together('the second reader', ['READER_URL', 'READER_KEY', 'READER_MODEL']);
  const url = read.safeUrl('READER_URL');
  const key = secret(read.secret('READER_KEY', shortestCredential));
  const model = read.text('READER_MODEL');
  return complete && url && key && model ? { url, key, model, timeoutMs: readerBudgetMs } : null;
}
