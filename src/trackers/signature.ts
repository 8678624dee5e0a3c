import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const SHA256_HEX = /^[0-9a-f]{64}$/i;

/**
 * Whether `hex` is the HMAC-SHA256 of the raw body under this secret, compared in constant time. An empty secret
 * matches nothing: without one, anybody could sign.
 */
export function signatureMatches(rawBody: Uint8Array, secret: string, hex: string): boolean {
  if (secret === '' || !SHA256_HEX.test(hex)) return false;
  const expected = createHmac('sha256', secret).update(rawBody).digest();
  return timingSafeEqual(expected, Buffer.from(hex, 'hex'));
}

export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
