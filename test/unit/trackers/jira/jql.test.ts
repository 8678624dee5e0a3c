import { describe, expect, it } from 'vitest';
import { jqlFrom } from '../../../../src/trackers/jira/jql.ts';

const now = Date.UTC(2026, 10, 20, 12, 0, 30);

describe('a search in JQL', () => {
  it('is bounded even when everything is asked for', () => {
    expect(jqlFrom({}, now)).toEqual({ restriction: 'project IS NOT EMPTY', order: 'key ASC' });
  });

  it('keeps the order that was asked for, and knows it from words in quotes', () => {
    const query = 'summary ~ "order by \\" price" AND text ~ \'order by\' ORDER  BY rank DESC';
    expect(jqlFrom({ query }, now)).toEqual({
      restriction: 'summary ~ "order by \\" price" AND text ~ \'order by\'',
      order: 'rank DESC',
    });
  });

  it('says a time as minutes ago, which mean the same in every time zone, and looks five further back', () => {
    const search = {
      query: 'project = SHOP OR project = OPS ORDER BY rank',
      updatedSince: '2026-11-20T11:00:00Z',
    };
    expect(jqlFrom(search, now)).toEqual({
      restriction: '(project = SHOP OR project = OPS) AND updated >= "-66m"',
      order: 'updated ASC, key ASC',
    });
  });

  it('looks five minutes back when the time is yet to come here', () => {
    expect(jqlFrom({ updatedSince: '2026-11-20T13:00:00Z' }, now).restriction).toBe('updated >= "-5m"');
  });

  it.each([[{ updatedSince: 'yesterday' }], [{ query: 'x'.repeat(5001) }]])('refuses %o', (search) => {
    expect(() => jqlFrom(search, now)).toThrow(expect.objectContaining({ kind: 'invalid' }));
  });
});
