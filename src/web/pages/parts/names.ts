import type { CheckId } from '../../../domain/assessment/finding.ts';
import type { TrackerName } from '../../../domain/issue.ts';

export { fieldNames } from '../../../domain/mission/field-names.ts';
export { statusNames } from '../../../domain/okr/status.ts';
export { percent } from '../../../domain/percent.ts';

/** What people call things. */
export const trackerNamesShown: Readonly<Record<TrackerName, string>> = { jira: 'Jira', linear: 'Linear' };

export const checkNames: Readonly<Record<CheckId, string>> = {
  recipe: 'a recipe',
  'missing-persona': 'no persona',
  'generic-persona': 'a vague persona',
  'internal-persona': 'a builder as persona',
  'missing-value': 'no value',
  'unclear-value': 'an unclear value',
  'missing-problem': 'no problem',
  'missing-outcome': 'no outcome',
  'no-owner': 'no owner',
  'whole-team-owner': 'the whole team owns it',
  'no-due': 'no due',
  'no-goal': 'no goal',
  'not-a-mission': 'no mission',
  'purpose-changed': 'its purpose changed',
};

export const countWords = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** Of a goal's own page. */
export const goalPath = (id: string) => `/goals/${encodeURIComponent(id)}`;

/** Of a mission's own page. */
export const missionPath = ({ tracker, id }: { tracker: TrackerName; id: string }) =>
  `/missions/${tracker}/${encodeURIComponent(id)}`;

/** Where the board has this card alone. */
export const cardPath = ({ tracker, id }: { tracker: TrackerName; id: string }) =>
  `/board/cards/${tracker}/${encodeURIComponent(id)}`;

/** Of the card in the page. */
export const cardId = ({ tracker, id }: { tracker: TrackerName; id: string }) =>
  `card-${tracker}-${id.replace(/[^\w-]/g, '_')}`;
