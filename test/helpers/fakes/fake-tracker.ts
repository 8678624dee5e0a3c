import { TrackerError } from '../../../src/domain/errors.ts';
import type { Issue, IssueRef, Person, TrackerName } from '../../../src/domain/issue.ts';
import type {
  Account,
  FetchedIssue,
  Tracker,
  WebhookReading,
  WebhookRequest,
} from '../../../src/domain/ports.ts';
import { plainText, type RichText } from '../../../src/domain/rich-text.ts';
import {
  type FieldChange,
  type FieldProblem,
  type FieldValue,
  type FieldValues,
  isOwned,
  type SyncedField,
} from '../../../src/domain/write-back/fields.ts';
import { createFakeSearch, type FakeSearch } from './fake-search.ts';

export type TrackerMethod = Exclude<keyof Tracker, 'name' | 'readWebhook'>;

export interface FakeComment {
  readonly id: string;
  readonly issueId: string;
  body: RichText;
  readonly byOther?: boolean;
}

export interface FakeCall {
  readonly method: TrackerMethod;
  readonly issueId: string | null;
}

/** A tracker in memory that keeps to the port's promises. An issue has no fields until a test gives it some. */
export interface FakeTracker extends Tracker, FakeSearch {
  readonly issues: Map<string, Issue>;
  readonly comments: Map<string, FakeComment>;
  /** Every call out, in order, failed ones included. */
  readonly calls: FakeCall[];
  readonly account: Account;
  /** Adds or replaces an issue; what is left out has quiet defaults. */
  put(issue: Partial<Issue> & { readonly id: string }): Issue;
  /** The fields that this issue has, with their values; others are missing there. Unlike an edit, it is no update. */
  giveFields(issueId: string, fields: FieldValues): void;
  /** A person or a program sets a field, null clears it. */
  setField(issueId: string, field: SyncedField, value: FieldValue): void;
  fieldsOf(issueId: string): FieldValues;
  /** From now on writes to this field are refused, or with `option` those of this value; null: accepted again. */
  refuseField(field: SyncedField, problem: { message: string; option?: FieldValue } | null): void;
  /** What is told of fields that issues cannot have. */
  readonly fieldProblems: FieldProblem[];
  /** Called before each write to fields takes effect, for a test to look in or to be faster. */
  onWriteFields: ((issueId: string, changes: readonly FieldChange[]) => void) | null;
  /** The next `times` calls of this method fail; with `afterApplying` the tracker has done it all the same. */
  failNext(method: TrackerMethod, error: Error, options?: { times?: number; afterApplying?: boolean }): void;
  /** What the next webhook calls read as. */
  readNext(reading: WebhookReading): void;
  callsOf(method: TrackerMethod): number;
  /** The plain words of the comments on an issue, oldest first. */
  commentTexts(issueId: string): string[];
}

/** `choosesIds`: a repeated create is recognised by its id, as in Linear; without it, it makes a second comment. */
export function createFakeTracker(options: { name?: TrackerName; choosesIds?: boolean } = {}): FakeTracker {
  const name = options.name ?? 'jira';
  const choosesIds = options.choosesIds ?? name === 'linear';
  const issues = new Map<string, Issue>();
  const comments = new Map<string, FakeComment>();
  const deleted = new Set<string>();
  const calls: FakeCall[] = [];
  const failures: { method: TrackerMethod; error: Error; left: number; afterApplying: boolean }[] = [];
  const readings: WebhookReading[] = [];
  const fields = new Map<string, Record<string, FieldValue>>();
  const refused = new Map<SyncedField, { message: string; option?: FieldValue }>();
  let lastId = 0;

  const setField = (issueId: string, field: SyncedField, value: FieldValue) => {
    fields.set(issueId, { ...fields.get(issueId), [field]: value });
    const issue = issues.get(issueId);
    if (issue) issues.set(issueId, { ...issue, updatedAt: justAfter(issue.updatedAt) });
  };
  const isRefused = ({ field, to }: FieldChange) => {
    const refusal = refused.get(field);
    return refusal !== undefined && (refusal.option === undefined || refusal.option === to);
  };

  async function call<T>(method: TrackerMethod, issueId: string | null, apply: () => T): Promise<T> {
    calls.push({ method, issueId });
    const failure = failures.find((planned) => planned.method === method && planned.left > 0);
    if (!failure) return apply();
    failure.left -= 1;
    if (failure.afterApplying) apply();
    throw failure.error;
  }

  const on = (issueId: string) => [...comments.values()].filter((comment) => comment.issueId === issueId);
  const account: Account = { id: `${name}-waymark`, name: 'Waymark' };

  function look(id: string): FetchedIssue | null {
    const issue = issues.get(id);
    if (!issue) return null;
    const values: FieldValues = { ...fields.get(id) };
    return {
      issue: { ...issue, customFields: [...issue.customFields, ...customFieldsOf(values)] },
      mayHoldOwnComment: on(id).some(({ byOther }) => !byOther),
      fields: values,
      fieldProblems: [...fake.fieldProblems],
    };
  }

  const fake: FakeTracker = {
    ...createFakeSearch({ issues, look, call }),
    name,
    issues,
    comments,
    calls,
    account,
    fieldProblems: [],
    onWriteFields: null,
    giveFields: (issueId, given) => void fields.set(issueId, { ...given }),
    setField,
    fieldsOf: (issueId) => ({ ...fields.get(issueId) }),
    refuseField(field, problem) {
      if (problem) refused.set(field, problem);
      else refused.delete(field);
    },
    put({ id, ...given }) {
      const issue = { ...quietIssue({ tracker: name, id }), ...given };
      issues.set(id, issue);
      return issue;
    },
    failNext(method, error, { times = 1, afterApplying = false } = {}) {
      failures.push({ method, error, left: times, afterApplying });
    },
    readNext: (reading) => void readings.push(reading),
    callsOf: (method) => calls.filter((made) => made.method === method).length,
    commentTexts: (issueId) => on(issueId).map(({ body }) => plainText(body)),

    readWebhook: (request) => readings.shift() ?? readPlainWebhook(request),
    whoAmI: () => call('whoAmI', null, () => account),
    fetchIssue: (id) => call('fetchIssue', id, () => look(id)),
    findComment: (issueId) =>
      call('findComment', issueId, () => {
        const own = on(issueId).find(({ byOther }) => !byOther);
        return own ? { id: own.id } : null;
      }),
    createComment: (issueId, body, generation = 1) =>
      call('createComment', issueId, () => {
        if (!issues.has(issueId)) throw new TrackerError('not-found', `no issue ${issueId}`, { status: 404 });
        lastId += 1;
        let id = choosesIds ? `${issueId}-comment-${generation}` : `comment-${lastId}`;
        for (let next = generation + 1; deleted.has(id); next += 1) id = `${issueId}-comment-${next}`;
        comments.set(id, { id, issueId, body });
        return { id };
      }),
    updateComment: (issueId, commentId, body) =>
      call('updateComment', issueId, () => {
        const comment = comments.get(commentId);
        if (!comment || comment.issueId !== issueId) return 'missing';
        comment.body = body;
        return 'updated';
      }),
    deleteComment: (issueId, commentId) =>
      call('deleteComment', issueId, () => {
        if (comments.get(commentId)?.issueId !== issueId) return;
        comments.delete(commentId);
        deleted.add(commentId);
      }),
    writeFields: (issueId, changes) =>
      call('writeFields', issueId, () => {
        const issue = issues.get(issueId);
        if (!issue) throw new TrackerError('not-found', `no issue ${issueId}`, { status: 404 });
        fake.onWriteFields?.(issueId, changes);
        for (const change of changes) {
          if (!isRefused(change)) setField(issueId, change.field, change.to);
        }
        return changes.filter(isRefused).map(({ field }) => ({
          project: issue.project,
          field,
          message: refused.get(field)?.message ?? '',
          remedy: 'Ask an administrator.',
        }));
      }),
    writeFieldOfMany:
      name === 'linear'
        ? null
        : (issueIds, ...changes) =>
            call('writeFieldOfMany', null, () => {
              for (const id of issueIds.filter((one) => issues.has(one)))
                for (const { field, to } of changes) setField(id, field, to);
              return issueIds.filter((id) => !issues.has(id));
            }),
  };
  return fake;
}

function justAfter(time: string): string {
  return new Date(Date.parse(time) + 1).toISOString();
}

/** Fields of the mission as the mission settings find them by default. */
function customFieldsOf(values: FieldValues): Issue['customFields'] {
  return Object.entries(values).flatMap(([field, value]) => {
    if (value === undefined || isOwned(field as SyncedField)) return [];
    const name = field === 'buildTestIterate' ? 'Build, test, iterate' : `Mission ${field}`;
    return [{ id: field, name, value }];
  });
}

const NOBODY: Person = { id: 'u-1', name: 'Ada' };

/** An issue in which nothing stands out. */
export function quietIssue(ref: IssueRef): Issue {
  const key = /^\w+-\d+$/.test(ref.id) ? ref.id : 'SHOP-1';
  return {
    ref,
    key,
    url: `https://tracker.example/browse/${key}`,
    project: key.replace(/-\d+$/, ''),
    title: 'A title',
    description: '',
    type: 'story',
    typeName: 'Story',
    status: { name: 'To Do', category: 'todo' },
    labels: [],
    customFields: [],
    reporter: NOBODY,
    assignees: [],
    parent: null,
    links: [],
    estimate: null,
    dueDate: null,
    priority: null,
    sprintEnd: null,
    createdAt: '2026-01-05T09:00:00.000Z',
    updatedAt: '2026-01-05T09:00:00.000Z',
  };
}

/**
 * An unsigned webhook of the fake's own: `{"delivery","type","issue":{"id","key"}}`. A type that starts with `ignore`
 * is of no interest, and the header `x-signature: bad` fails the check.
 */
function readPlainWebhook({ headers, rawBody }: WebhookRequest): WebhookReading {
  if (headers['x-signature'] === 'bad') {
    return { outcome: 'rejected', reason: 'signature', detail: 'bad signature' };
  }
  let body: { delivery?: string; type?: string; issue?: { id: string; key?: string } };
  try {
    body = JSON.parse(new TextDecoder().decode(rawBody));
  } catch {
    return { outcome: 'rejected', reason: 'unreadable', detail: 'not JSON' };
  }
  const event = {
    deliveryKey: body.delivery ?? 'delivery-1',
    contentKey: null,
    type: body.type ?? 'issue_updated',
    issue: body.issue ? { id: body.issue.id, key: body.issue.key ?? null } : null,
    occurredAt: null,
    body,
  };
  return event.type.startsWith('ignore')
    ? { outcome: 'ignored', reason: 'of no interest', event }
    : { outcome: 'event', event };
}
