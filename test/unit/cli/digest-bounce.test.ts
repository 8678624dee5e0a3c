import { expect, test } from 'vitest';
import { takeBounce } from '../../../src/cli/digest-bounce.ts';
import type { MailRow } from '../../../src/domain/ports.ts';
import type { BounceOutcome } from '../../../src/workflows/record-bounce.ts';
import { createCliContext } from '../../helpers/cli.ts';

const mail: MailRow = {
  ...{ id: 7, audience: 'checkout', period: '2026-11-16', recipient: 'lead@example.com' },
  ...{ state: 'bounced' as const, attempts: 1, detail: '5.1.1 unknown', at: '2026-11-16T09:00:10.000Z' },
};

test.each<[BounceOutcome, string, object]>([
  [
    { outcome: 'recorded', mail },
    'Mail 7 (checkout, 2026-11-16) to lead@example.com came back: 5.1.1 unknown\n',
    { outcome: 'recorded', mail: 7 },
  ],
  [
    { outcome: 'known', mail },
    'Mail 7 (checkout, 2026-11-16) to lead@example.com is on record already: bounced.\n',
    { outcome: 'known', mail: 7 },
  ],
  [{ outcome: 'delayed' }, 'The mail is only late; nothing is recorded.\n', { outcome: 'delayed' }],
  [
    { outcome: 'not-ours' },
    'That is no report about a mail that went out from here.\n',
    { outcome: 'not-ours' },
  ],
])('%o is told, to people and to programs', async (outcome, words, json) => {
  const desk = { recordBounce: async () => outcome };
  const [people, programs] = [createCliContext(), createCliContext()];
  await takeBounce(desk, new Uint8Array(), {}, people.context);
  expect(people.stdout()).toBe(words);
  await takeBounce(desk, new Uint8Array(), { json: true }, programs.context);
  expect(JSON.parse(programs.stdout())).toEqual(json);
});
