import type { Sandbox } from '../../src/sandbox/sandbox.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed answer, `undefined` when there was none. */
  readonly body: unknown;
}

/** Calls the sandbox Jira with the token it accepts. */
export async function callJira(
  sandbox: Sandbox,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const { url, email, apiToken } = sandbox.jira;
  const response = await fetch(url + path, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`${email}:${apiToken}`).toString('base64')}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(5_000),
  });
  return answerOf(response);
}

/** Sends a GraphQL document to the sandbox Linear with the key it accepts. */
export async function callLinear(sandbox: Sandbox, query: string, variables: object = {}): Promise<Answer> {
  const response = await fetch(sandbox.linear.apiUrl, {
    method: 'POST',
    headers: { authorization: sandbox.linear.apiKey, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(5_000),
  });
  return answerOf(response);
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

/** A document of one paragraph. */
export function documentOf(text: string): object {
  return { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] };
}
