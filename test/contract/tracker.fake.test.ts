import { TrackerError } from '../../src/domain/errors.ts';
import type { TrackerName } from '../../src/domain/issue.ts';
import { paragraph, text } from '../../src/domain/rich-text.ts';
import { createFakeTracker, type TrackerMethod } from '../helpers/fakes/fake-tracker.ts';
import { type TrackerBench, type TrackerFault, trackerContract } from './tracker.contract.ts';

function errorFor(fault: TrackerFault): TrackerError {
  return fault.kind === 'rate-limited'
    ? new TrackerError('rate-limited', 'slow down', { retryAfterMs: fault.retryAfterSeconds * 1000 })
    : new TrackerError('unavailable', 'no answer');
}

async function setUp(name: TrackerName): Promise<TrackerBench> {
  const tracker = createFakeTracker({ name });
  const { ref, key } = tracker.put({ id: 'SHOP-1', title: 'A title' });
  let people = 0;
  return {
    tracker,
    issue: { id: ref.id, key },
    choosesIds: name === 'linear',
    editTitle: (title) => void tracker.put({ id: ref.id, title }),
    deleteIssue: () => void tracker.issues.delete(ref.id),
    commentTexts: () => tracker.commentTexts(ref.id),
    addCommentAsPerson(words) {
      people += 1;
      const id = `person-${people}`;
      tracker.comments.set(id, { id, issueId: ref.id, body: [paragraph(text(words))], byOther: true });
    },
    deleteCommentAsPerson: (id) => void tracker.comments.delete(id),
    failNext(fault) {
      const applied = fault.kind === 'applied-then-dropped';
      const method: TrackerMethod = applied ? 'createComment' : 'fetchIssue';
      tracker.failNext(method, errorFor(fault), { afterApplying: applied });
    },
    calls: () => tracker.calls.length,
    close: async () => {},
  };
}

trackerContract('a fake of Jira', () => setUp('jira'));
trackerContract('a fake of Linear', () => setUp('linear'));
