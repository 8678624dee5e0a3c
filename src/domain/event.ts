/** One row of the append-only log: what happened to whom, by whom, when. */
export interface WaymarkEvent {
  readonly topic:
    | 'delivery.received'
    | 'session.opened'
    | 'session.closed'
    | 'session.refused'
    | 'token.created'
    | 'token.revoked'
    | 'token.refused'
    | 'delivery.replayed'
    | 'issue.reviewed'
    | 'issue.gone'
    | 'issue.moved'
    | 'webhook.missed'
    | 'backfill.finished'
    | 'finding.opened'
    | 'finding.resolved'
    | 'finding.dismissed'
    | 'finding.restored'
    | 'edit.asked'
    | 'edit.settled'
    | 'outcome.noted'
    | 'check.silenced'
    | 'check.restored'
    | 'command.handled'
    | 'command.refused'
    | 'comment.published'
    | 'comment.resolved'
    | 'comment.withdrawn'
    | 'comment.deleted-by-person'
    | 'fields.published'
    | 'fields.refused'
    | 'writeback.held'
    | 'writeback.stopped'
    | 'writeback.resumed'
    | 'writeback.undone'
    | 'goals.imported'
    | 'checkin.recorded'
    | 'progress.published'
    | 'digest.opened'
    | 'digest.quiet'
    | 'digest.sent'
    | 'digest.refused'
    | 'digest.unknown'
    | 'digest.bounced'
    | 'digest.paused'
    | 'digest.resumed'
    | 'subscriber.added'
    | 'subscriber.removed'
    | 'subscriber.enabled'
    | 'subscriber.disabled'
    | 'subscriber.replayed'
    | 'job.retried';
  /** `jira:10001` for an issue: tracker and immutable id; `goal:<id>` for a goal; `digest:<audience>`. */
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** `waymark`, or a person's account as `jira:accountId`. */
  readonly actor: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}
