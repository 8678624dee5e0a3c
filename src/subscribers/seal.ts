import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Where the key comes from: what one sealed, the other cannot open. */
export type KeySource = 'environment' | 'store';

export interface SealingKey {
  readonly source: KeySource;
  readonly bytes: Uint8Array;
}

const nonceBytes = 12;
const tagBytes = 16;
const purpose = 'waymark subscriber secrets';

/** Encrypts a text with AES-256-GCM: `environment.<base64url>`; the key is derived from the one that is given. */
export function seal(text: string, key: SealingKey): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', derive(key), nonce);
  const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${key.source}.${sealed.toString('base64url')}`;
}

/** The source of the key that a sealed text wants; null when it is none. */
export function sourceOf(sealed: string): KeySource | null {
  const [source] = sealed.split('.', 1);
  return source === 'environment' || source === 'store' ? source : null;
}

/** The text; null when it was sealed with another key or tampered with. */
export function unseal(sealed: string, key: SealingKey): string | null {
  if (sourceOf(sealed) !== key.source) return null;
  const bytes = Buffer.from(sealed.slice(key.source.length + 1), 'base64url');
  if (bytes.length < nonceBytes + tagBytes) return null;
  const decipher = createDecipheriv('aes-256-gcm', derive(key), bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  try {
    return decipher.update(bytes.subarray(nonceBytes, -tagBytes), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return null;
  }
}

function derive({ bytes }: SealingKey): Buffer {
  return Buffer.from(hkdfSync('sha256', bytes, '', purpose, 32));
}
