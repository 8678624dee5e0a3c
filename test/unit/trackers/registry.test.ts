import { describe, expect, it } from 'vitest';
import { createTrackers } from '../../../src/trackers/registry.ts';

const jira = {
  baseUrl: 'https://shop.example',
  email: 'waymark@shop.example',
  apiToken: 'token',
  webhookSecret: 'secret',
  timeoutMs: 1000,
};
const linear = {
  apiUrl: 'https://api.linear.example/graphql',
  apiKey: 'key',
  webhookSecret: 'secret',
  timeoutMs: 1000,
};

describe('the registry of trackers', () => {
  it('holds those that are set up, each under its name', () => {
    const trackers = createTrackers({ jira, linear });
    expect([...trackers].map(([name, tracker]) => [name, tracker.name])).toEqual([
      ['jira', 'jira'],
      ['linear', 'linear'],
    ]);
  });

  it('leaves out what is off', () => {
    expect([...createTrackers({ jira: null, linear }).keys()]).toEqual(['linear']);
    expect([...createTrackers({}).keys()]).toEqual([]);
  });
});
