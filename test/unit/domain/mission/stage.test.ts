import { expect, test } from 'vitest';
import type { FieldReading, Mission, MissionValue } from '../../../../src/domain/mission/mission.ts';
import { stageOf } from '../../../../src/domain/mission/stage.ts';
import { anIssue, inStatus } from '../../../helpers/issue.ts';

const said: FieldReading<string> = { value: 'shopper', source: 'prose', quote: 'shopper' };
const value: FieldReading<MissionValue> = { value: 'cost', source: 'prose', quote: 'saves time' };
const owner = { assignees: [{ id: 'u1', name: 'Ada Example' }] };

test.each<[string, Mission, Parameters<typeof anIssue>[0], string]>([
  ['an idea in the backlog', {}, inStatus('backlog'), 'spotted'],
  ['one with a persona only', { persona: said }, inStatus('todo'), 'spotted'],
  ['one with a problem', { problem: said }, inStatus('backlog'), 'defined'],
  ['one with a persona and a value', { persona: said, value }, inStatus('todo'), 'defined'],
  ['one with an owner', { problem: said }, { ...inStatus('todo'), ...owner }, 'assigned'],
  ['one with an owner and no words', {}, { ...inStatus('backlog'), ...owner }, 'assigned'],
  ['one in progress', {}, inStatus('in-progress'), 'delivering'],
  ['one in review', {}, inStatus('in-review'), 'reviewing'],
  ['one that is done', {}, inStatus('done'), 'celebrated'],
  ['a cancelled idea', {}, { ...inStatus('cancelled'), ...owner }, 'spotted'],
  ['a cancelled mission', { problem: said }, inStatus('cancelled'), 'defined'],
])('%s', (_, mission, issue, stage) => {
  expect(stageOf(anIssue(issue), mission)).toBe(stage);
});
