import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mailer } from '../domain/ports.ts';
import { composeMail } from './message.ts';

/** Writes mails as `.eml` files into a folder. The same mail is the same file, so that a repeated hand-over adds none. */
export function createOutbox({ folder, from }: { readonly folder: string; readonly from: string }): Mailer {
  const compose = (mail: Parameters<Mailer['compose']>[0]) => composeMail(mail, from);
  return {
    kind: 'outbox',
    compose,
    async send(mail) {
      const path = join(folder, fileName(mail));
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(`${path}.part`, await compose(mail), { mode: 0o600 });
        await rename(`${path}.part`, path);
      } catch (error) {
        return {
          outcome: 'later',
          detail: `it cannot be written: ${error instanceof Error ? error.message : error}`,
        };
      }
      return { outcome: 'sent', detail: path };
    },
    close() {},
  };
}

/** Readable, and free of anything that an address could do to a path. */
function fileName({ list, date, to, messageId }: Parameters<Mailer['send']>[0]): string {
  const who = to.replace(/[^a-z0-9.-]+/gi, '_').slice(0, 60);
  const hash = createHash('sha256').update(`${messageId}\n${to}`).digest('hex').slice(0, 8);
  return `${date.toISOString().slice(0, 10)}-${list}-${who}-${hash}.eml`;
}
