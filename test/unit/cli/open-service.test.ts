import { describe, expect, test } from 'vitest';
import { asSetupProblem } from '../../../src/cli/open-service.ts';
import { loadConfig } from '../../../src/config.ts';
import { SetupError } from '../../../src/domain/errors.ts';
import type { Environment } from '../../../src/environment.ts';

const problem = (error: unknown, env: Environment = {}) =>
  asSetupProblem(
    error,
    loadConfig(env, () => ''),
  );
const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' });

describe('a store or queue that cannot be opened is a problem of the set-up', () => {
  test('that names the variables to look at, and not their values', () => {
    expect(problem(refused, { DATABASE_URL: 'postgresql://u:pa55word@h/d' })).toMatchObject({
      problems: ['PostgreSQL as DATABASE_URL names it cannot be opened: connect ECONNREFUSED 127.0.0.1:5432'],
    });
    expect(
      problem(new Error('Connection is closed.'), { REDIS_URL: 'redis://h', DATA_DIR: '/data' }),
    ).toMatchObject({
      problems: [
        'the folder /data (DATA_DIR), or Redis as REDIS_URL names it cannot be opened: Connection is closed.',
      ],
    });
  });

  test('but what is told well already, and mistakes of the program, stay as they are', () => {
    const told = new SetupError(['x']);
    const mistake = new TypeError('x is not a function');
    expect(problem(told)).toBe(told);
    expect(problem(mistake)).toBe(mistake);
  });
});
