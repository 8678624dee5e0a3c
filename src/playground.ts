import { randomBytes } from 'node:crypto';
import { createSandbox } from './sandbox/sandbox.ts';

/** A Jira and a Linear on this machine to try commands on. */
export interface Playground {
  readonly jiraUrl: string;
  readonly linearUrl: string;
  /** What the environment needs to hold for Waymark to sit beside them. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export async function openPlayground(ports: { jira: number; linear: number }): Promise<Playground> {
  const sandbox = await createSandbox({ jiraPort: ports.jira, linearPort: ports.linear });
  const { jira, linear } = sandbox;
  const secret = () => randomBytes(24).toString('hex');
  return {
    jiraUrl: jira.url,
    linearUrl: linear.url,
    environment: {
      JIRA_BASE_URL: jira.url,
      JIRA_EMAIL: jira.email,
      JIRA_API_TOKEN: jira.apiToken,
      JIRA_WEBHOOK_SECRET: secret(),
      LINEAR_API_URL: linear.apiUrl,
      LINEAR_API_KEY: linear.apiKey,
      LINEAR_WEBHOOK_SECRET: secret(),
      PUBLIC_URL: 'http://127.0.0.1:3000',
    },
    close: () => sandbox.close(),
  };
}
