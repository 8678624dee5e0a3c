import { quarterOf } from '../../src/domain/okr/period.ts';

const period = quarterOf(new Date().toISOString().slice(0, 10)).id;

/** Every page that somebody can open on the demo's data, by the name of its picture. Issues stand there by their key. */
export const pageList: readonly (readonly [name: string, path: string])[] = [
  ['overview', '/'],
  ['board', '/board'],
  ['board-filtered', '/board?framing=recipe&size=none'],
  ['board-lanes', '/board?group=objective'],
  ['board-stage', '/board?only=delivering'],
  ['board-empty', '/board?search=nothing+of+the+kind'],
  ['mission', '/missions/jira/SHOP-1'],
  ['mission-edit', '/missions/jira/SHOP-1/edit'],
  ['audit', '/audit'],
  ['goals', '/goals'],
  ['goals-empty', '/goals?period=Q1-1999'],
  ['objective', '/goals/trust-with-money'],
  ['key-result', '/goals/unpaid-carts?gain=2'],
  ['key-result-guard', '/goals/failed-payments'],
  ['team', '/goals/payments'],
  ['review', `/goals/review/${period}`],
  ['canvas', '/goals/canvas/payments'],
  ['digests', '/digests'],
  ['ops', '/ops'],
  ['ops-deliveries', '/ops/deliveries'],
  ['ops-delivery', '/ops/deliveries/1'],
  ['ops-queues', '/ops/queues'],
  ['ops-ledger', '/ops/ledger'],
  ['ops-trackers', '/ops/trackers'],
  ['ops-digests', '/ops/digests'],
  ['ops-subscribers', '/ops/subscribers'],
  ['ops-doctor', '/ops/doctor'],
  ['access', '/access'],
  ['problem', '/no-such-page'],
];

/** Whether a GET route is a page of its own: no file, no stream, no part of another page. */
export const isOwnPage = (url: string): boolean =>
  !/^\/(?:api|assets|webhooks|metrics|healthz|readyz|login)\b|\.\w+$|\/stream$|\/cards\/|\/parts\//.test(url);
