/** One row of the append-only log: what happened to whom, by whom, when. */
export interface WaymarkEvent {
  readonly topic:
    | 'delivery.received'
    | 'session.opened'
    | 'delivery.replayed'
    | 'issue.reviewed'
    | 'issue.gone'
    | 'issue.moved'
    | 'webhook.missed'
    | 'backfill.finished'
    | 'finding.opened'
    | 'finding.resolved'
    | 'finding.dismissed'
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
    | 'digest.paused'
    | 'digest.resumed';
  /** `jira:10001` for an issue: tracker and immutable id; `goal:<id>` for a goal; `digest:<audience>`. */
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** `waymark`, or a person's account as `jira:accountId`. */
  readonly actor: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}
