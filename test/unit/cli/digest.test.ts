import { describe, expect, test } from 'vitest';
import { digestStatus, previewDigest, sendDigest } from '../../../src/cli/digest.ts';
import { buildDigest } from '../../../src/domain/digest/build-digest.ts';
import type { MailRow } from '../../../src/domain/ports.ts';
import { renderDigest } from '../../../src/mail/render.ts';
import { createCliContext } from '../../helpers/cli.ts';
import { aContext, anAudience, someMaterial } from '../../helpers/digest.ts';

const audience = anAudience();
const digest = buildDigest(someMaterial(), aContext());
const mail = renderDigest(digest, { board: null, unsubscribe: null });
const row: MailRow = {
  ...{ id: 7, audience: 'checkout', period: '2026-11-16', recipient: 'lead@example.com' },
  ...{ state: 'unknown' as const, attempts: 1, detail: 'Timeout', at: '2026-11-16T09:00:10.000Z' },
};

function createDesk(over: { opened?: 'opened' | 'known'; refused?: number } = {}) {
  const opened: string[] = [];
  const report = { sent: 1, later: 0, refused: over.refused ?? 0, unknown: 0 };
  return {
    opened,
    audiences: [audience],
    via: 'outbox' as const,
    preview: async (name: string) =>
      name === 'checkout'
        ? { audience, digest, mail, eml: async () => new TextEncoder().encode('Subject: x\r\n\r\nbody') }
        : null,
    send: {
      run: async () => report,
      deliver: async () => report,
      openNow: async ({ name }: { name: string }) => {
        opened.push(name);
        return over.opened ?? 'opened';
      },
    },
    record: {
      list: async () => [row],
      digests: async () => [],
      pauses: async () => [],
      sendAgain: async () => null,
    },
  };
}

describe('digest preview', () => {
  test.each([
    ['text', 'Subject: checkout: '],
    ['html', '<!doctype html>'],
    ['eml', 'Subject: x'],
  ] as const)('shows %s', async (format, start) => {
    const { context, stdout } = createCliContext();
    await previewDigest(createDesk(), { audience: 'checkout', format }, context);
    expect(stdout().startsWith(start)).toBe(true);
  });

  test('of nobody says who there is', async () => {
    const { context } = createCliContext();
    await expect(previewDigest(createDesk(), { audience: 'x', format: 'text' }, context)).rejects.toThrow(
      'checkout',
    );
  });
});

describe('digest send', () => {
  test('with --dry-run opens nothing', async () => {
    const { context, stdout } = createCliContext();
    const desk = createDesk();
    await sendDigest(desk, { audience: 'checkout', dryRun: true }, context);
    expect(desk.opened).toEqual([]);
    expect(stdout()).toContain('To: lead@example.com');
  });

  test('says what became of it, and that a day has one', async () => {
    const { context, stdout } = createCliContext();
    await sendDigest(createDesk({ opened: 'known' }), { audience: 'checkout' }, context);
    expect(stdout()).toContain('nothing is opened twice');
    expect(stdout()).toContain('1 sent');
  });

  test('fails when a mail was refused', async () => {
    const { context } = createCliContext();
    await expect(sendDigest(createDesk({ refused: 1 }), { audience: 'checkout' }, context)).rejects.toThrow(
      'status',
    );
  });
});

test('digest status shows what may not have arrived, and what to do', async () => {
  const { context, stdout } = createCliContext();
  await digestStatus(createDesk(), { limit: 20 }, context);
  expect(stdout()).toContain('checkout  monday 09:00 UTC');
  expect(stdout()).toMatch(/7 +checkout +2026-11-16 +lead@example\.com +unknown/);
  expect(stdout()).toContain('waymark digest again ID');
});
