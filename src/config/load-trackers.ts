import { type Reader, variables } from '../environment.ts';
import { secret, shortestCredential, shortestSecret } from './secret.ts';
import type { JiraConfig, LinearConfig } from './shape.ts';

export function loadJira(read: Reader): JiraConfig | null {
  const complete = read.together('Jira', [
    'JIRA_BASE_URL',
    'JIRA_EMAIL',
    'JIRA_API_TOKEN',
    'JIRA_WEBHOOK_SECRET',
  ]);
  const baseUrl = read.safeUrl('JIRA_BASE_URL');
  const email = read.text('JIRA_EMAIL');
  const apiToken = secret(read.secret('JIRA_API_TOKEN', shortestCredential));
  const webhookSecret = secret(read.secret('JIRA_WEBHOOK_SECRET', shortestSecret));
  if (email !== undefined && !/^[^\s@:]+@[^\s@:]+$/.test(email)) {
    read.problem('JIRA_EMAIL', `is not an e-mail address: ${variables.JIRA_EMAIL}`);
  }
  return complete && baseUrl && email && apiToken && webhookSecret
    ? { baseUrl, email, apiToken, webhookSecret }
    : null;
}

export function loadLinear(read: Reader): LinearConfig | null {
  const complete = read.together('Linear', ['LINEAR_API_KEY', 'LINEAR_WEBHOOK_SECRET'], ['LINEAR_API_URL']);
  const apiUrl = read.safeUrl('LINEAR_API_URL') ?? 'https://api.linear.app/graphql';
  const apiKey = secret(read.secret('LINEAR_API_KEY', shortestCredential));
  const webhookSecret = secret(read.secret('LINEAR_WEBHOOK_SECRET', shortestSecret));
  return complete && apiKey && webhookSecret ? { apiUrl, apiKey, webhookSecret } : null;
}
