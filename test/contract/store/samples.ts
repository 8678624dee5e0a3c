import { randomUUID } from 'node:crypto';
import type { WaymarkEvent } from '../../../src/domain/event.ts';
import type { IssueRef } from '../../../src/domain/issue.ts';
import type { IncomingEvent, NewDelivery, Review } from '../../../src/domain/ports.ts';
import { anIssue, aReading } from '../../helpers/issue.ts';

/** An issue that no other test of the suite touches. */
export const aRef = (): IssueRef => ({ tracker: 'jira', id: randomUUID() });

export function aDelivery(
  event: Partial<IncomingEvent> = {},
  over: Partial<Omit<NewDelivery, 'event'>> = {},
): NewDelivery {
  return {
    tracker: 'jira',
    receivedAt: new Date('2026-03-02T10:00:00.000Z'),
    ignoredBecause: null,
    event: {
      deliveryKey: randomUUID(),
      contentKey: null,
      type: 'jira:issue_updated',
      issue: { id: randomUUID(), key: 'SHOP-1' },
      occurredAt: '2026-03-02T09:59:58.000Z',
      body: { issue: { id: '10001' } },
      ...event,
    },
    ...over,
  };
}

export function aReview(ref: IssueRef, over: Partial<{ updatedAt: string; title: string }> = {}): Review {
  return {
    issue: anIssue({ ref, ...over }),
    assessment: {
      reading: aReading({ framing: 'recipe' }),
      mission: { size: { value: 'meso', source: 'default', quote: null } },
      findings: [
        {
          check: 'recipe',
          severity: 'warning',
          message: 'The solution is decided.',
          evidence: 'a button',
          suggestion: 'Say who needs what.',
        },
      ],
    },
    reviewedAt: '2026-03-02T10:00:05.000Z',
  };
}

export function anEvent(ref: IssueRef, over: Partial<WaymarkEvent> = {}): WaymarkEvent {
  return {
    topic: 'issue.reviewed',
    subject: `${ref.tracker}:${ref.id}`,
    data: { framing: 'recipe' },
    actor: 'waymark',
    at: '2026-03-02T10:00:05.000Z',
    ...over,
  };
}
