import { resolve } from 'node:path';
import { type Reader, variables } from '../environment.ts';
import { type ReadFile, wordsOf } from './read-file.ts';
import { Secret, secret } from './secret.ts';
import type { Config, DkimConfig } from './shape.ts';

const address = /^[^\s@<>]{1,64}@[A-Za-z0-9.-]{1,190}$/;
const sender =
  /^(?:[^<>@\r\n]{0,200}<[^\s@<>]{1,64}@[A-Za-z0-9.-]{1,190}>|[^\s@<>]{1,64}@[A-Za-z0-9.-]{1,190})$/;

export function loadMail(read: Reader, readFile: ReadFile): Config['mail'] {
  const complete = read.together('mail', ['SMTP_URL', 'DIGEST_FROM']);
  const smtpUrl = secret(read.url('SMTP_URL', ['smtp:', 'smtps:']));
  const from = read.text('DIGEST_FROM');
  const returnPath = read.text('DIGEST_RETURN_PATH') ?? null;
  if (from && !sender.test(from))
    read.problem('DIGEST_FROM', `holds no e-mail address: ${variables.DIGEST_FROM}`);
  if (returnPath !== null && !address.test(returnPath))
    read.problem('DIGEST_RETURN_PATH', `is no e-mail address: ${variables.DIGEST_RETURN_PATH}`);
  const dkim = loadDkim(read, readFile);
  return complete && smtpUrl && from ? { smtpUrl, from, returnPath, dkim } : null;
}

function loadDkim(read: Reader, readFile: ReadFile): DkimConfig | null {
  const complete = read.together('the signature', ['DKIM_DOMAIN', 'DKIM_SELECTOR', 'DKIM_KEY_FILE']);
  const domain = read.text('DKIM_DOMAIN');
  const selector = read.text('DKIM_SELECTOR');
  const path = read.text('DKIM_KEY_FILE');
  if (!complete || !domain || !selector || !path) return null;
  try {
    const key = readFile(resolve(path));
    if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(key))
      return { domain, selector, privateKey: new Secret(key) };
    read.problem('DKIM_KEY_FILE', `holds no private key in PEM form: ${variables.DKIM_KEY_FILE}`);
  } catch (error) {
    read.problem('DKIM_KEY_FILE', `names ${path}, which cannot be read: ${wordsOf(error)}`);
  }
  return null;
}
