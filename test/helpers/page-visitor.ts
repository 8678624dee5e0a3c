import { adminToken } from './gate.ts';

/** Somebody with a browser that keeps cookies and runs no script, at a service on this machine. */
export interface PageVisitor {
  get(path: string): Promise<{ readonly status: number; readonly body: string }>;
  /** Sends a form of `page` with what its hidden fields say and these fields. */
  submit(page: string, path: string, fields: Record<string, string>): Promise<number>;
}

/** Signs in with the administrator's token; the session outlives the process that opened it. */
export async function signInAt(address: string): Promise<PageVisitor> {
  const jar = new Map<string, string>();
  async function call(path: string, init: RequestInit = {}) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(`${address}${path}`, { ...init, redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';', 1);
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return { status: answer.status, body: await answer.text() };
  }
  async function submit(page: string, path: string, fields: Record<string, string>): Promise<number> {
    const { body } = await call(page);
    const token = /name="_csrf" value="([^"]+)"/.exec(body)?.[1] ?? '';
    return (await call(path, { method: 'POST', body: new URLSearchParams({ _csrf: token, ...fields }) }))
      .status;
  }
  const status = await submit('/login', '/login', { token: adminToken });
  if (status !== 303) throw new Error(`signing in was answered with ${status}`);
  return { get: (path) => call(path), submit };
}
