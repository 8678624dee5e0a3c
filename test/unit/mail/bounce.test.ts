import { describe, expect, test } from 'vitest';
import { readBounce } from '../../../src/mail/bounce.ts';
import { aBounce } from '../../helpers/bounce.ts';

const mark = `7.${'x'.repeat(43)}`;
const headers = `Subject: Checkout\nX-Waymark-Mail: ${mark}\nFrom: waymark@example.com`;

describe('a bounce', () => {
  test.each(['text/rfc822-headers', 'message/rfc822'])(
    'with the mail as %s names it and says why',
    async (original) => {
      expect(await readBounce(aBounce(headers, { original }))).toEqual({
        ...{ kind: 'failed', mark },
        detail: '5.1.1 smtp; 550 5.1.1 <lead@example.com>: Recipient address rejected: User unknown',
      });
    },
  );

  test('is read when headers come back folded, and whatever case they are in', async () => {
    const folded = `subject: x\nx-waymark-mail:\n ${mark}`;
    expect(await readBounce(aBounce(folded))).toMatchObject({ kind: 'failed', mark });
  });

  test('says nothing that a terminal would obey, and not much', async () => {
    const diagnostic = `smtp; \u001b[2J${'very '.repeat(500)}long`;
    const reading = await readBounce(aBounce(headers, { diagnostic }));
    if (reading.kind !== 'failed') throw new Error(reading.kind);
    expect(reading.detail).not.toContain('\u001b');
    expect(reading.detail.length).toBeLessThanOrEqual(300);
  });
});

test('a report that the mail is late is none that it failed', async () => {
  expect(await readBounce(aBounce(headers, { action: 'delayed' }))).toEqual({ kind: 'delayed' });
});

test.each([
  ['a report about a mail without a mark', aBounce('Subject: lunch?')],
  ['a report that it was delivered', aBounce(headers, { action: 'delivered' })],
  [
    'a mail that only quotes the header',
    new TextEncoder().encode(`Subject: Re: x\r\n\r\nX-Waymark-Mail: ${mark}`),
  ],
  ['nothing', new Uint8Array()],
  ['no mail at all', new TextEncoder().encode('\u0000\u0001{"a":1}')],
])('%s is no bounce of ours', async (_name, bytes) => {
  expect(await readBounce(bytes)).toEqual({ kind: 'other' });
});
