import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

export interface Poster {
  /** POSTs a body; resolves with the status, rejects on a broken connection or after `timeoutMs`. */
  post(url: string, headers: Record<string, string>, body: string, timeoutMs: number): Promise<number>;
  close(): void;
}

/** Sends over kept-alive connections, which matters when thousands of webhooks go to one address. */
export function createPoster(connections: number): Poster {
  const http = new HttpAgent({ keepAlive: true, maxSockets: connections });
  const https = new HttpsAgent({ keepAlive: true, maxSockets: connections });

  return {
    post(url, headers, body, timeoutMs) {
      return new Promise((resolve, reject) => {
        const secure = url.startsWith('https:');
        const bytes = Buffer.from(body);
        const request = (secure ? httpsRequest : httpRequest)(
          url,
          {
            method: 'POST',
            agent: secure ? https : http,
            headers: { ...headers, 'content-length': String(bytes.length) },
            signal: AbortSignal.timeout(timeoutMs),
          },
          (response) => {
            response.on('end', () => resolve(response.statusCode ?? 0));
            response.on('error', reject);
            response.resume();
          },
        );
        request.on('error', reject);
        request.end(bytes);
      });
    },
    close() {
      http.destroy();
      https.destroy();
    },
  };
}
