import { describe, expect, it } from 'vitest';
import { bodyForRecord, recordedBody } from '../../../src/trackers/delivery-body.ts';

describe('the body kept for the record', () => {
  it('holds what was sent, without anything named like a secret, at any depth', () => {
    const body = {
      webhookEvent: 'jira:issue_updated',
      apiToken: 'tok-1',
      issue: { id: '1', fields: { summary: 'A title', Password: 'hunter2' } },
      list: [{ client_secret: 's', name: 'n' }],
    };
    expect(bodyForRecord(body, 200)).toEqual({
      webhookEvent: 'jira:issue_updated',
      issue: { id: '1', fields: { summary: 'A title' } },
      list: [{ name: 'n' }],
    });
  });

  it('can be stored as JSON in PostgreSQL: no NUL, no half of a surrogate pair', () => {
    const kept = bodyForRecord({ 'a\u0000b': 'x\u0000y', half: 'a\ud83d', whole: '😀' }, 50);
    expect(kept).toEqual({ ab: 'xy', half: 'a\ufffd', whole: '😀' });
  });

  it('becomes a summary when it is larger than 64 kB', () => {
    const text = 'x'.repeat(70_000);
    const kept = bodyForRecord(
      { webhookEvent: 'jira:issue_created', token: 'tok-1', text, issue: { id: '1' } },
      70_100,
    );
    expect(kept).toEqual({
      summary: 'body too large to keep',
      bytes: 70_100,
      webhookEvent: 'jira:issue_created',
      text: 'x'.repeat(500),
    });
  });

  it('cuts nesting that no person made', () => {
    let deep: Record<string, unknown> = { end: true };
    for (let level = 0; level < 5000; level += 1) deep = { deep };
    expect(JSON.stringify(bodyForRecord(deep, 60_000))).toContain('[nested too deep]');
  });

  it('keeps a key named __proto__ as a key and changes no prototype', () => {
    const kept = bodyForRecord(JSON.parse('{"__proto__":{"polluted":true},"a":1}'), 50);
    expect(Object.getPrototypeOf(kept)).toBe(Object.prototype);
    expect(JSON.stringify(kept)).toBe('{"__proto__":{"polluted":true},"a":1}');
  });

  it('is the very text that came, wherever nothing has to be taken out of it', () => {
    const recorded = (text: string) => recordedBody(text, JSON.parse(text), Buffer.byteLength(text));
    const text =
      '{ "issue": {"id": "1", "summary": "Größer \\"so\\" 😀"}, "list": [0, 1.5, true, null, {}] }';
    expect(recorded(text)).toEqual({ bodyText: text });
    for (const other of [
      '{"issue":{"apiToken":"tok-1"}}',
      '{"text":"\\u0000"}',
      '{"text":"\\ud83d"}',
      '{"text":"\u0085"}',
      '{"huge":1e999}',
      '{"tiny":1e-20000}',
      `{"text":"${'x'.repeat(20_000)}"}`,
      `${'{"deep":'.repeat(30)}1${'}'.repeat(30)}`,
    ])
      expect(recorded(other), other.slice(0, 40)).toEqual({
        body: bodyForRecord(JSON.parse(other), Buffer.byteLength(other)),
      });
  });
});
