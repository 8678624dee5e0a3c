import { type PublishedTopicName, publishedTopicNames } from './topics.ts';

/** Names for topics that belong together, by how they begin: `okr.*` is all that happens to goals. */
export const topicFamilies = {
  okr: {
    about: 'goals, check-ins and progress',
    of: ['checkin.', 'goals.', 'goal.', 'progress.'],
  },
  mission: {
    about: 'issues and what was found in them',
    of: ['issue.', 'finding.', 'check.', 'edit.', 'outcome.'],
  },
  writing: { about: 'what Waymark writes into trackers', of: ['comment.', 'fields.', 'writeback.'] },
  intake: { about: 'what trackers tell', of: ['delivery.', 'webhook.', 'backfill.'] },
} as const satisfies Record<string, { about: string; of: readonly string[] }>;

export const longestPatterns = 500;

export type PatternReading =
  | { readonly ok: true; readonly topics: readonly PublishedTopicName[] }
  | { readonly ok: false; readonly message: string };

/**
 * The published topics that a list of patterns means, such as `okr.*,finding.opened`. A pattern is `*`, a topic, the
 * beginning of topics with `.*` behind it, or a family with `.*`. One that means no topic is a mistake worth telling.
 */
export function readTopicPatterns(text: string): PatternReading {
  if (text.length > longestPatterns) return { ok: false, message: 'The list of topics is too long.' };
  const patterns = text.split(',').map((pattern) => pattern.trim());
  const found = new Set<PublishedTopicName>();
  for (const pattern of patterns) {
    const meant = publishedTopicNames.filter((topic) => matches(topic, pattern));
    if (meant.length === 0) return { ok: false, message: unknown(pattern) };
    for (const topic of meant) found.add(topic);
  }
  return { ok: true, topics: publishedTopicNames.filter((topic) => found.has(topic)) };
}

function matches(topic: string, pattern: string): boolean {
  if (pattern === '*') return true;
  if (!pattern.endsWith('.*')) return topic === pattern;
  const name = pattern.slice(0, -2);
  const family: readonly string[] = Object.hasOwn(topicFamilies, name)
    ? topicFamilies[name as keyof typeof topicFamilies].of
    : [];
  return topic.startsWith(`${name}.`) || family.some((start) => topic.startsWith(start));
}

function unknown(pattern: string): string {
  const beginnings = [...new Set(publishedTopicNames.map((topic) => `${topic.split('.')[0]}.*`))];
  const families = Object.keys(topicFamilies).map((name) => `${name}.*`);
  const known = [...new Set([...families, ...beginnings])].join(', ');
  return `No topic is called “${pattern.slice(0, 60)}”. There are *, ${known}, and single topics such as checkin.recorded.`;
}
