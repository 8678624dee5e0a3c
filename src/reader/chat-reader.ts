import type { Story, StoryReading } from '../domain/assessment/reading.ts';
import type { Log, StoryReader } from '../domain/ports.ts';
import { parseAnswer } from './answer.ts';
import { instructions } from './instructions.ts';

export interface ChatReaderConfig {
  /** The address before `/chat/completions`, without a slash at the end. */
  readonly url: string;
  readonly key: string;
  readonly model: string;
  /** The budget for one story, in milliseconds. */
  readonly timeoutMs: number;
}

const longestStory = 8_000;
const longestAnswerBytes = 64 * 1024;

/**
 * A second reader behind an OpenAI-compatible chat endpoint. The story goes in as data in a JSON string, the model has
 * no tools, and its answer counts only when its shape holds and every quote is in the story.
 */
export function createChatReader(config: ChatReaderConfig, deps: { log: Log }): StoryReader {
  return {
    async read(story, first) {
      try {
        return parseAnswer(await ask(config, story, first), story);
      } catch (error) {
        // The key may be part of what a runtime error tells, so only its kind is logged.
        const kind = error instanceof Error ? error.name : 'unknown';
        const said = error instanceof ReaderError ? error.message : 'no answer of use';
        deps.log.warn({ kind, said }, 'the second reader is passed over');
        return null;
      }
    },
  };
}

/** Words of our own about what went wrong: safe to log. */
class ReaderError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ReaderError';
  }
}

async function ask(config: ChatReaderConfig, story: Story, first: StoryReading): Promise<string> {
  const response = await fetch(`${config.url}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${config.key}` },
    body: JSON.stringify({
      model: config.model,
      temperature: 0,
      response_format: { type: 'json_object' },
      messages: [
        { role: 'system', content: instructions },
        { role: 'user', content: asData(story, first) },
      ],
    }),
    // A redirect would carry the key elsewhere.
    redirect: 'error',
    signal: AbortSignal.timeout(config.timeoutMs),
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new ReaderError(`answered ${response.status}`);
  }
  return contentOf(await bodyOf(response));
}

function asData(story: Story, first: StoryReading): string {
  return JSON.stringify({
    title: story.title.slice(0, longestStory),
    description: story.description.slice(0, longestStory),
    firstReading: { framing: first.framing, confidence: first.confidence },
  });
}

async function bodyOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > longestAnswerBytes) throw new ReaderError('answered too much');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function contentOf(body: string): string {
  const answer: { choices?: { message?: { content?: unknown } }[] } | null = JSON.parse(body);
  const content = answer?.choices?.[0]?.message?.content;
  if (typeof content !== 'string') throw new ReaderError('answered in another shape');
  return content;
}
