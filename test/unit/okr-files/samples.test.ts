import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createGoalTree } from '../../../src/domain/okr/goal-tree.ts';
import { lintGoals } from '../../../src/domain/okr/lint/lint.ts';
import { okrJsonSchema } from '../../../src/okr-files/json-schema.ts';
import { readOkrFiles } from '../../../src/okr-files/yaml-read.ts';
import { schemaFileName } from '../../../src/okr-files/yaml-write.ts';

const folder = join(import.meta.dirname, '../../../config/okrs');
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => ({ path: name, text: readFileSync(join(folder, name), 'utf8') }));

describe('the sample objectives', () => {
  const { goals, problems } = readOkrFiles(files);

  it('are read without a problem, as one tree', () => {
    expect(problems).toEqual([]);
    expect(
      createGoalTree(goals)
        .ancestorsOf('order-completion')
        .map((goal) => goal.id),
    ).toEqual(['finish-without-help', 'trust', 'vision', 'mission']);
  });

  it('are what lint has nothing to say about', () => {
    expect(lintGoals(createGoalTree(goals))).toEqual([]);
  });
});

describe('the published schema', () => {
  it('beside the samples is the one that files are checked against', () => {
    expect(JSON.parse(readFileSync(join(folder, schemaFileName), 'utf8'))).toEqual(okrJsonSchema());
  });
});
