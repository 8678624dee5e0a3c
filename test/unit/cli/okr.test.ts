import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { canvas } from '../../../src/cli/okr-canvas.ts';
import { checkIn, registerCheckIn } from '../../../src/cli/okr-check-in.ts';
import { documentsAt } from '../../../src/cli/okr-documents.ts';
import { exportGoals } from '../../../src/cli/okr-export.ts';
import { importFiles } from '../../../src/cli/okr-import.ts';
import { lintFiles, tellLint } from '../../../src/cli/okr-lint.ts';
import { period } from '../../../src/cli/okr-period.ts';
import { review } from '../../../src/cli/okr-review.ts';
import { score } from '../../../src/cli/okr-score.ts';
import { runCli } from '../../../src/cli/run.ts';
import { defaultSettings } from '../../../src/domain/settings.ts';
import { createCliContext } from '../../helpers/cli.ts';
import { createOkrWorld } from '../../helpers/okr-world.ts';

const file = `
teams: [{ id: checkout, name: Checkout, owner: Mara }]
objectives:
  - id: finish
    statement: Shoppers finish without asking anybody
    team: checkout
    period: Q4-2026
    keyResults:
      - { id: completion, statement: Filled baskets that become orders, start: 58%, target: 70% }
`;
const files = {
  'okrs/q4.yaml': file,
  'okrs/okr.schema.json': '{}',
  'okrs/team.md': '# Notes\n\nnothing yet\n',
};

async function world(options: Parameters<typeof createCliContext>[0] = {}) {
  const made = await createOkrWorld({}, '2026-11-20');
  const cli = createCliContext({ files, ...options });
  const documents = documentsAt(['okrs'], cli.context);
  return { ...made, ...cli, documents, importing: made.desk.importGoals };
}
async function withGoals(options: Parameters<typeof createCliContext>[0] = {}) {
  const made = await world(options);
  const quiet = createCliContext().context;
  await importFiles(made.importing, made.documents, { yes: true }, quiet);
  return made;
}

describe('okr import', () => {
  test('shows the plan and what was not understood, asks, and imports', async () => {
    const { importing, documents, context, stdout, goals } = await world({ isTTY: true, stdin: 'yes\n' });
    await importFiles(importing, documents, {}, context);
    expect(stdout()).toBe(
      [
        '+ team checkout: Checkout',
        '+ objective finish: Shoppers finish without asking anybody',
        '+ key-result completion: Filled baskets that become orders',
        '3 to add, 0 to change, 0 to remove, 0 as they are',
        '',
        'Not understood, and in no goal:',
        '  okrs/team.md:1: # Notes (not part of an objective or a key result)',
        '  okrs/team.md:3: nothing yet (not part of an objective or a key result)',
        '',
        'Import this? [y/N] Imported as version 1.',
        '',
      ].join('\n'),
    );
    expect((await goals.current()).version).toBe(1);
  });

  test('tells what is missing in a goal from what is in none', async () => {
    const { importing, context, stdout } = await world();
    const text = [
      ...['# OKRs Q4-2026', '## Objective: Shoppers finish', '### Key Results'],
      ...['- Raise orders from 60% to 4.5/5', '', '## Notes', 'Ask Mara.'],
    ].join('\n');
    await importFiles(importing, [{ path: 'a.md', format: 'markdown', text }], { dryRun: true }, context);
    const said = stdout().slice(stdout().indexOf('2 to add'));
    expect(said.split('\n').slice(1)).toEqual([
      '',
      'Not understood, and missing in the goal that was made of the rest:',
      expect.stringContaining('a.md:4: - Raise orders from 60% to 4.5/5 ('),
      '',
      'Not understood, and in no goal:',
      '  a.md:6-7: ## Notes (not part of an objective or a key result)',
      '',
      '',
    ]);
  });

  test('warns of check-ins that would count no more, because the unit changed', async () => {
    const { importing, context, stdout } = await withGoals();
    const checkedIn = file.replace('target: 70%', 'target: 70%, current: 64%');
    const inPoints = file.replace('58%', '2/5').replace('70%', '4.5/5');
    const importOf = (text: string, options: Parameters<typeof importFiles>[2]) =>
      importFiles(importing, [{ path: 'a.yaml', format: 'yaml', text }], options, context);
    await importOf(checkedIn, { yes: true });
    await importOf(inPoints, { dryRun: true });
    expect(stdout()).toContain(
      '! key-result completion: 1 check-in (the last says 64%) will count no more, in another unit than 4.5/5.',
    );
  });

  test.each([
    ['no', { isTTY: true, stdin: 'n\n' }, {}, /Nothing was imported/],
    ['a look only', {}, { dryRun: true } as const, /3 to add/],
  ])('after %s changes nothing', async (_, terminal, options, said) => {
    const { importing, documents, context, stdout, goals } = await world(terminal);
    await importFiles(importing, documents, options, context);
    expect(stdout()).toMatch(said);
    expect((await goals.current()).version).toBe(0);
  });

  test('where nobody can be asked fails and says how', async () => {
    const { importing, documents, context, goals } = await world();
    await expect(importFiles(importing, documents, {}, context)).rejects.toThrow('--yes');
    await expect(importFiles(importing, documents, { json: true }, context)).rejects.toThrow('--dry-run');
    expect((await goals.current()).version).toBe(0);
  });

  test('as JSON is one object', async () => {
    const { importing, documents, context, stdout } = await world();
    await importFiles(importing, documents, { json: true, yes: true, by: 'ada' }, context);
    expect(JSON.parse(stdout())).toMatchObject({
      ...{
        outcome: 'imported',
        version: 1,
        added: ['checkout', 'finish', 'completion'],
        changed: [],
        kept: 0,
      },
      leftOver: [{ file: 'okrs/team.md', line: 1 }, { line: 3 }],
    });
  });

  test('of a file with problems names each place and fails', async () => {
    const { importing, context, stdout } = await world();
    const documents = [{ path: 'okrs/q4.yaml', format: 'yaml', text: file.replace('70%', 'more') } as const];
    await expect(importFiles(importing, documents, { yes: true }, context)).rejects.toThrow('1 problem');
    expect(stdout()).toMatch(/^okrs\/q4\.yaml:9:\d+: target: /);
  });

  test('takes every YAML and Markdown file of a folder, and fails for what it cannot read', async () => {
    const { documents, context } = await world();
    expect(documents.map(({ path, format }) => [path, format])).toEqual([
      ['okrs/q4.yaml', 'yaml'],
      ['okrs/team.md', 'markdown'],
    ]);
    expect(() => documentsAt(['nowhere.yaml'], context)).toThrow('nowhere.yaml cannot be read');
    expect(() => documentsAt(['okrs/okr.schema.json'], context)).toThrow('neither .yaml nor .md');
  });

  test('a goal named by somebody hostile does not steer the terminal', async () => {
    const { importing, context, stdout } = await world();
    const text = JSON.stringify({ objectives: [{ statement: 'x\u001b[2J\u202e' }] });
    await importFiles(importing, [{ path: 'a.yaml', format: 'yaml', text }], { dryRun: true }, context);
    for (const steering of ['\u001b', '\u202e']) expect(stdout()).not.toContain(steering);
  });
});

describe('okr export', () => {
  test('prints a file that imports to the same goals', async () => {
    const { desk, importing, context, stdout } = await withGoals();
    await exportGoals(desk, {}, context);
    const plan = await importing.plan([{ path: 'x.yaml', format: 'yaml', text: stdout() }], { prune: true });
    expect(plan.ok && plan.planned.plan.unchanged).toHaveLength(3);
  });

  test('of a version that is not there, or before any import, fails', async () => {
    const { desk, context } = await world();
    await expect(exportGoals(desk, {}, context)).rejects.toThrow('No goals were imported yet');
    await expect(exportGoals(desk, { goalsVersion: '7' }, context)).rejects.toThrow('no version 7');
  });
});

describe('okr check-in', () => {
  const given = { keyResult: 'Completion', value: '64%', note: ['after', 'the', 'form'] };

  test('says where the key result stands now', async () => {
    const { desk, context, stdout, checkIns } = await withGoals({ env: { USER: 'mara' } });
    await checkIn(desk.recordCheckIn, given, { confidence: 'low' }, context);
    expect(stdout()).toMatch(
      /^Filled baskets that become orders\n2026-11-20: 64% \(50% of the way\), on track\. .*\nCheck-in check-in-1; /,
    );
    expect((await checkIns.of()).get('completion')).toMatchObject([
      { author: 'mara', note: 'after the form', confidence: 'low', value: { text: '64%' } },
    ]);
  });

  test('of an earlier day says that a later one counts', async () => {
    const { desk, context, stdout } = await withGoals();
    await checkIn(desk.recordCheckIn, given, {}, createCliContext().context);
    await checkIn(desk.recordCheckIn, { ...given, value: '60%' }, { day: '2026-11-01' }, context);
    expect(stdout()).toMatch(/\n2026-11-01: 60%\.\n2026-11-20 is later and counts: 64% \(50% of the way\)/);
  });

  test('takes a value below zero for a value, and a wrong option for a wrong option', () => {
    const okr = new Command();
    registerCheckIn(okr, createCliContext().context);
    const [command] = okr.commands;
    expect(command?.parseOptions(['margin', '-5%', 'lost', '-$3'])).toMatchObject({
      operands: ['margin', '−5%', 'lost', '−$3'],
      unknown: [],
    });
    expect(command?.parseOptions(['margin', '5%', '--nope']).unknown).toEqual(['--nope']);
  });

  test('that is refused fails with the reason, as JSON too', async () => {
    const { desk, context, stdout } = await withGoals();
    const wrong = { ...given, value: 'more' };
    await expect(checkIn(desk.recordCheckIn, wrong, { json: true }, context)).rejects.toThrow('number');
    expect(JSON.parse(stdout())).toMatchObject({ outcome: 'unreadable' });
  });
});

describe('okr lint', () => {
  const lintOf = (text: string, options = {}) => {
    const { context, stdout } = createCliContext();
    const document = { path: 'a.yaml', format: 'yaml', text } as const;
    let failure = '';
    try {
      lintFiles([document], defaultSettings.okr.lint, options, context);
    } catch (error) {
      failure = String(error);
    }
    return { said: stdout(), failure };
  };

  test('shows the words and a better shape, and fails for problems only', () => {
    const { said, failure } = lintOf(
      'objectives: [{ id: o, statement: Launch the app, keyResults: [{ id: kr, statement: Make it better }] }]',
    );
    expect(said).toMatch(/^kr {2}problem {2}no-number\n.*\n {2}“Make it better”\n {2}→ /m);
    expect(failure).toContain('CommandFailed');
    const mild = lintOf('objectives: [{ id: o, statement: Shoppers sleep well }]');
    expect(mild.failure).toBe('');
    expect(mild.said).toMatch(/0 of them problems/);
    expect(
      lintOf('objectives: [{ id: o, statement: Shoppers sleep well }]', { strict: true }).failure,
    ).not.toBe('');
  });

  test('as JSON is one array, and what cannot be read is an object with its problems', () => {
    const { context, stdout } = createCliContext();
    tellLint([], { json: true }, context);
    expect(JSON.parse(stdout())).toEqual([]);
    expect(JSON.parse(lintOf('objectives: 7', { json: true }).said)).toMatchObject({ outcome: 'unreadable' });
  });
});

describe('okr score', () => {
  test('shows where everything stands, by which rule, and the roll-out', async () => {
    const { desk, context, stdout } = await withGoals();
    await desk.recordCheckIn({ keyResult: 'completion', words: '64%', by: 'mara' });
    await score(desk.judge, {}, context);
    expect(stdout()).toMatch(/^ {2}completion +0\.5 +on-track +64% of 70% +50%/m);
    expect(stdout()).toMatch(/^completion: 50% done after 55% of the time heads for 0\.90/m);
    expect(stdout()).toMatch(/^ {4}\[x\] First OKRs set/m);
  });

  test('as JSON holds rule, forecast, evidence and checklist', async () => {
    const { desk, context, stdout } = await withGoals();
    await score(desk.judge, { json: true, period: period('Q4-2026') }, context);
    expect(JSON.parse(stdout())).toMatchObject({
      period: 'Q4-2026',
      objectives: [
        { id: 'finish', status: 'no-data', keyResults: [{ forecast: { kind: 'too-little-history' } }] },
      ],
      rollOut: [{ team: 'checkout', steps: [{ id: 'mission-drafted', done: false }, {}, {}, {}, {}, {}] }],
    });
  });

  test('of a period without objectives says so', async () => {
    const { desk, context, stdout } = await withGoals();
    await score(desk.judge, { period: period('Q1-2031') }, context);
    expect(stdout()).toBe('No objectives in Q1-2031.\n');
  });
});

describe('okr review and canvas', () => {
  test.each([
    ['md', /^# OKR review Q4-2026/],
    ['html', /^<!doctype html>/],
    ['json', /^\{/],
  ] as const)('print %s', async (format, beginning) => {
    const { desk, context, stdout } = await withGoals();
    await review(desk.judge, period('Q4-2026'), { format }, context);
    expect(stdout()).toMatch(beginning);
    const other = createCliContext();
    await canvas(desk.judge, 'checkout', { format }, other.context);
    expect(other.stdout()).toContain('Checkout');
  });

  test('of one team leaves the others out', async () => {
    const { desk, context, stdout } = await withGoals();
    await review(desk.judge, period('Q4-2026'), { format: 'json', team: 'checkout' }, context);
    expect(JSON.parse(stdout()).objectives).toHaveLength(1);
    await expect(
      review(desk.judge, period('Q4-2026'), { format: 'md', team: 'chekout' }, createCliContext().context),
    ).rejects.toThrow('no objectives in Q4-2026 of the team “chekout”');
  });

  test('of what is not there fail', async () => {
    const { desk, context } = await withGoals();
    await expect(review(desk.judge, period('Q1-2031'), { format: 'md' }, context)).rejects.toThrow('Q1-2031');
    await expect(canvas(desk.judge, 'nobody', { format: 'md' }, context)).rejects.toThrow('no team');
  });
});

describe('the command line of okr', () => {
  test.each([
    [['okr', 'review'], 'missing required argument'],
    [['okr', 'review', 'soon'], 'Give a period'],
    [['okr', 'check-in', 'kr', '5', '--confidence', 'very'], 'Allowed choices'],
    [['okr', 'nothing'], 'unknown command'],
  ])('%j is wrong usage', async (argv, message) => {
    const { context, stderr } = createCliContext();
    expect(await runCli(argv, context)).toBe(2);
    expect(stderr()).toContain(message);
  });

  test.each(['import', 'export', 'check-in', 'lint', 'score', 'review', 'canvas'])(
    '%s has help',
    async (command) => {
      const { context, stdout } = createCliContext();
      expect(await runCli(['okr', command, '--help'], context)).toBe(0);
      expect(stdout()).toContain(`waymark okr ${command}`);
    },
  );
});
