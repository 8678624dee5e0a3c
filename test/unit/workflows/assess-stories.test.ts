import { describe, expect, it } from 'vitest';
import { assessLines } from '../../../src/workflows/assess-stories.ts';

const run = async (lines: Iterable<string>, explain = false): Promise<Record<string, unknown>[]> => {
  const answers: Record<string, unknown>[] = [];
  for await (const { json } of assessLines(lines, { explain }))
    answers.push(JSON.parse(json) as Record<string, unknown>);
  return answers;
};

describe('assessing lines', () => {
  it('answers every story in order, with all the fields of the contract', async () => {
    const answers = await run([
      '{"id":"A","title":"Add a Save button to the page"}',
      '{"id":"B","title":"It fails","description":null}',
    ]);
    expect(answers.map(({ id }) => id)).toEqual(['A', 'B']);
    expect(Object.keys(answers[0] ?? {})).toEqual([
      'id',
      'framing',
      'confidence',
      'persona',
      'problem',
      'benefit',
      'target',
      'value',
      'findings',
    ]);
    expect(answers[0]?.findings).toContainEqual(
      expect.objectContaining({ check: 'recipe', evidence: 'Add a Save button to the page' }),
    );
  });

  it('reports a bad line and goes on', async () => {
    const answers = await run([
      '{',
      '[]',
      '{"id":1}',
      '{"title":"x","description":7}',
      '{"id":"ok","title":"x"}',
    ]);
    expect(answers.slice(0, 4)).toEqual([
      { id: null, error: 'the line is not JSON' },
      { id: null, error: 'the line is not an object' },
      { id: null, error: 'title must be text' },
      { id: null, error: 'description must be text' },
    ]);
    expect(answers[4]?.id).toBe('ok');
  });

  it('explains itself when asked', async () => {
    const [answer] = await run(['{"title":"Add a button"}'], true);
    expect(answer?.signals).not.toHaveLength(0);
  });

  it('takes one line at a time from an endless source', async () => {
    let given = 0;
    function* endless(): Generator<string> {
      for (;;) {
        given++;
        yield '{"title":"Add a button"}';
      }
    }
    const answers = assessLines(endless());
    await answers.next();
    await answers.next();
    await answers.return(undefined);
    expect(given).toBe(2);
  });
});
