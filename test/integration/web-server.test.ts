import { describe, expect, test } from 'vitest';
import { createMetrics } from '../../src/web/metrics.ts';
import { asAdmin } from '../helpers/gate.ts';
import { buildServer } from '../helpers/web.ts';

describe('every answer', () => {
  test.each(['/', '/healthz', '/readyz', '/metrics', '/nothing-here', '/%zz'])(
    '%s tells no more about the server than it must, and carries its own id',
    async (url) => {
      const { server } = await buildServer();
      const response = await server.inject({ url, headers: { 'x-request-id': 'mine' } });
      expect(response.headers).not.toHaveProperty('x-powered-by');
      expect(response.headers).not.toHaveProperty('server');
      expect(response.headers['x-request-id'] ?? response.json().requestId).toMatch(/^[\da-f-]{36}$/);
    },
  );

  test('a page may load nothing from elsewhere and sit in no frame', async () => {
    const { server } = await buildServer();
    const { headers } = await server.inject('/healthz');
    expect(headers['content-security-policy']).toBe(
      "default-src 'none';style-src 'self';img-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
    );
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers, 'this is for the proxy to say').not.toHaveProperty('strict-transport-security');
  });

  test('an address that cannot be read is a problem of the caller', async () => {
    const { server } = await buildServer();
    const response = await server.inject('/%zz');
    expect(response.statusCode).toBe(400);
    expect(response.headers['content-type']).toBe('application/problem+json');
  });

  test('an unknown address is a problem document that repeats nothing of it', async () => {
    const { server } = await buildServer();
    const response = await server.inject('/<script>alert(1)</script>');
    expect(response.statusCode).toBe(404);
    expect(response.json()).toMatchObject({ title: 'Not Found', status: 404 });
    expect(response.body).not.toContain('script');
  });

  test('leaves one line in the log, by route and without the query', async () => {
    const { server, log } = await buildServer();
    const response = await server.inject('/healthz?token=hush');
    expect(log.lines).toEqual([
      {
        level: 'debug',
        message: 'answered',
        fields: expect.objectContaining({
          requestId: response.headers['x-request-id'],
          route: '/healthz',
          status: 200,
        }),
      },
    ]);
    expect(JSON.stringify(log.lines)).not.toContain('hush');
  });
});

describe('/metrics', () => {
  test('shows what was reported', async () => {
    const { server, metrics } = await buildServer();
    metrics.review('jira', 'reviewed');
    metrics.writeBack('jira', 'comment', 'created');
    metrics.published('linear', 0.3);
    metrics.trackerCall({
      tracker: 'jira',
      operation: 'fetchIssue',
      kind: 'read',
      status: 200,
      ms: 20,
    });
    metrics.jobTurn({
      queue: 'reviews-linear',
      job: 'review-issue',
      outcome: 'held',
      because: 'rate-limited',
      durationMs: 40,
      waitMs: 1_500,
    });
    metrics.observe({
      queueDepth: async () => [{ queue: 'reviews-jira', waiting: 7, active: 1, delayed: 0, failed: 0 }],
      deliveries: async () => [{ tracker: 'jira', status: 'done', count: 3 }],
    });
    const response = await server.inject({ url: '/metrics', headers: asAdmin });
    expect(response.headers['content-type']).toContain('text/plain; version=0.0.4');
    for (const line of [
      'waymark_reviews_total{tracker="jira",result="reviewed"} 1',
      'waymark_write_backs_total{tracker="jira",kind="comment",result="created"} 1',
      'waymark_delivery_to_published_seconds_bucket{le="0.5",tracker="linear"} 1',
      'waymark_tracker_calls_total{tracker="jira",operation="fetchIssue",kind="read",status="200"} 1',
      'waymark_tracker_call_seconds_count{tracker="jira",operation="fetchIssue",kind="read"} 1',
      'waymark_job_turns_total{queue="reviews-linear",job="review-issue",outcome="held"} 1',
      'waymark_job_turn_seconds_bucket{le="0.05",queue="reviews-linear",job="review-issue"} 1',
      'waymark_rate_limit_waits_total{queue="reviews-linear"} 1',
      'waymark_rate_limit_wait_seconds_total{queue="reviews-linear"} 1.5',
      'waymark_queue_jobs{queue="reviews-jira",state="waiting"} 7',
      'waymark_stored_deliveries{tracker="jira",status="done"} 3',
    ]) {
      expect(response.body).toContain(line);
    }
  });

  test('answers when a source of numbers is down, without the old numbers', async () => {
    const { server, metrics } = await buildServer();
    let isDown = false;
    metrics.observe({
      queueDepth: async () => {
        if (isDown) throw new Error('no Redis');
        return [{ queue: 'reviews', waiting: 7, active: 1, delayed: 0, failed: 0 }];
      },
    });
    await server.inject({ url: '/metrics', headers: asAdmin });
    isDown = true;
    const response = await server.inject({ url: '/metrics', headers: asAdmin });
    expect(response.statusCode).toBe(200);
    expect(response.body).not.toContain('waymark_queue_jobs{');
    // The counter is written out before the gauge looks, so the failure shows from the next look on.
    expect((await server.inject({ url: '/metrics', headers: asAdmin })).body).toContain(
      'waymark_metric_source_failures_total{source="queueDepth"}',
    );
  });

  test('two services in one process share no numbers', async () => {
    const [one, other] = [createMetrics(), createMetrics()];
    one.review('jira', 'reviewed');
    expect((await one.render()).body).toContain('waymark_reviews_total{');
    expect((await other.render()).body).not.toContain('waymark_reviews_total{');
    expect((await other.render()).body).toContain('process_cpu_seconds_total');
  });
});
