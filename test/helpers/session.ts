import { createHmac, randomBytes } from 'node:crypto';
import type { Role } from '../../src/domain/access.ts';
import type { Sessions } from '../../src/domain/ports.ts';

const hourMs = 3_600_000;

/** Opens a session of somebody as the administrator's token keys it; answers the value of its cookie. */
export async function openSession(
  sessions: Pick<Sessions, 'open'>,
  key: string,
  person: { who: string; name: string; role: Role; groups: readonly string[] },
  now: Date,
): Promise<string> {
  const id = randomBytes(32).toString('base64url');
  const idHash = createHmac('sha256', key).update(id).digest('hex');
  const endsAt = new Date(now.getTime() + hourMs).toISOString();
  await sessions.open(idHash, { ...person, openedAt: now.toISOString(), endsAt }, []);
  return id;
}
