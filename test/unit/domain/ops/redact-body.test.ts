import { describe, expect, test } from 'vitest';
import { redactBody } from '../../../../src/domain/ops/redact-body.ts';

describe('a body that is shown', () => {
  test('holds no secret by its name, and no e-mail address wherever it stands', () => {
    const body = {
      user: { emailAddress: 'mara@example.com', displayName: 'Mara', accessToken: 'abc' },
      issue: { fields: { description: 'Write to tom.o-brien@shop.example, please' } },
      secrets: { password: 'x', tokens: 3, 'api-key': 'k' },
      url: 'https://h.example/a?sig=0123456789abcdef0123',
      header: 'Bearer abcdefghijklmnop',
    };
    const text = JSON.stringify(redactBody(body));
    for (const hidden of ['mara@', 'tom.o-brien', 'abc"', '0123456789abcdef', 'abcdefghijklmnop']) {
      expect(text).not.toContain(hidden);
    }
    expect(redactBody(body)).toMatchObject({
      user: { displayName: 'Mara', accessToken: '[redacted]' },
      issue: { fields: { description: 'Write to [e-mail], please' } },
      secrets: { password: '[redacted]', tokens: 3 },
    });
  });

  test('is cut where it is long, wide or deep', () => {
    const long = redactBody({ text: 'a'.repeat(100_000) }) as { text: string };
    expect(long.text).toHaveLength(201 + ' (100,000 characters)'.length);
    expect(redactBody(Array.from({ length: 500 }, () => 1))).toHaveLength(201);
    let deep: unknown = 'end';
    for (let depth = 0; depth < 1_000; depth++) deep = [deep];
    expect(JSON.stringify(redactBody(deep))).toContain('nested too deep');
  });

  test('does not leave half an address standing at the cut', () => {
    const { text } = redactBody({ text: `${'a '.repeat(95)}someone.with.a.name@example.com` }) as {
      text: string;
    };
    expect(text).not.toContain('someone');
  });
});
