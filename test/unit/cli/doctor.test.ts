import { describe, expect, it } from 'vitest';
import { doctor } from '../../../src/cli/doctor.ts';
import { runCli } from '../../../src/cli/run.ts';
import type { Diagnosis } from '../../../src/domain/ports.ts';
import { createCliContext } from '../../helpers/cli.ts';

const ok: Diagnosis = { id: 'store', title: 'Store', state: 'ok', detail: 'PostgreSQL 15.8', remedy: null };
const warning: Diagnosis = {
  ...{ id: 'queue', title: 'The queue', state: 'warning' },
  ...{ detail: 'Redis 7.2', remedy: 'Set appendonly to yes.' },
};
const failed: Diagnosis = {
  ...{ id: 'jira:credentials', title: 'Jira', state: 'failed' },
  ...{ detail: '401', remedy: 'Make a new token.' },
};

async function run(found: readonly Diagnosis[], options: Parameters<typeof doctor>[1] = {}) {
  const cli = createCliContext();
  const asked: unknown[] = [];
  const diagnose = async (scope: unknown) => {
    asked.push(scope);
    return found;
  };
  const error = await doctor(diagnose, options, cli.context).then(
    () => null,
    (reason: unknown) => reason,
  );
  return { out: cli.stdout(), error, asked };
}

describe('waymark doctor', () => {
  it('shows a line for each finding, and the remedy below', async () => {
    const { out, error } = await run([ok, warning, failed]);
    expect(out).toBe(
      [
        'ok       Store      PostgreSQL 15.8',
        'warning  The queue  Redis 7.2',
        '         → Set appendonly to yes.',
        'FAILED   Jira       401',
        '         → Make a new token.',
        '',
        '1 failed, 1 with a warning.',
        '',
      ].join('\n'),
    );
    expect(error).toMatchObject({ name: 'CommandFailed' });
  });

  it('is content with warnings', async () => {
    expect((await run([ok, warning])).error).toBeNull();
    expect((await run([ok])).out).toContain('All is well.');
  });

  it('prints one JSON object, also when something failed', async () => {
    const { out, error } = await run([ok, failed], { json: true });
    expect(JSON.parse(out)).toEqual({ ok: false, findings: [ok, failed] });
    expect(error).not.toBeNull();
  });

  it('looks at the projects that are named', async () => {
    expect((await run([ok], { project: ['SHOP'] })).asked).toEqual([{ projects: ['SHOP'] }]);
  });

  it('tells what is wrong with the settings when they cannot be read', async () => {
    const cli = createCliContext({ env: { PORT: 'many', JIRA_EMAIL: 'me@shop.example' } });
    expect(await runCli(['doctor', '--json'], cli.context)).toBe(1);
    const { ok: isWell, findings } = JSON.parse(cli.stdout());
    expect(isWell).toBe(false);
    expect(findings.length).toBeGreaterThan(1);
    expect(findings[0]).toMatchObject({ title: 'Settings', state: 'failed', remedy: expect.any(String) });
    expect(findings.map(({ detail }: Diagnosis) => detail).join()).toContain('PORT');
  });
});
