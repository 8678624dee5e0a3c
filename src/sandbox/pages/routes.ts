import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { SandboxIssue } from '../tracker.ts';
import { PAGE_SCRIPT, PAGE_STYLE } from './assets.ts';
import { html } from './html.ts';
import { indexPage, issueLists } from './index-page.ts';
import { commentList, commentsVersion, type Draft, issuePage } from './issue-page.ts';
import { layout } from './layout.ts';
import type { PageSource } from './source.ts';

const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; " +
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

const EditForm = z.object({ title: z.string(), description: z.string().default('') });
const CommentForm = z.object({ comment: z.string() });
const ClearForm = z.object({ name: z.string() });
const MAX_FORM = 1024 * 1024;

/** A tracker's pages: the list of issues, one page an issue with its form, and what their script asks for. */
export async function registerPages(app: FastifyInstance, source: PageSource): Promise<void> {
  await app.register(async (pages) => {
    await pages.register(formbody, { bodyLimit: MAX_FORM });
    pages.addHook('onSend', async (_request, reply, payload) => {
      reply.headers(SECURITY_HEADERS);
      return payload;
    });

    pages.get('/', async (_request, reply) => page(reply, indexPage(source)));
    pages.get('/live', async (request, reply) => {
      const { content, version } = issueLists(source);
      return renewed(request, reply, version, () => content.text);
    });
    pages.get('/assets/page.css', async (_request, reply) => reply.type('text/css').send(PAGE_STYLE));
    pages.get('/assets/page.js', async (_request, reply) => reply.type('text/javascript').send(PAGE_SCRIPT));

    pages.get(`${source.base}/:key`, async (request, reply) => {
      const issue = source.find(keyOf(request));
      return issue ? page(reply, issuePage(source, issue)) : unknownIssue(source, reply);
    });
    pages.get(`${source.base}/:key/live`, async (request, reply) => {
      const issue = source.find(keyOf(request));
      if (!issue) return unknownIssue(source, reply);
      const comments = source.comments(issue.key);
      return renewed(request, reply, commentsVersion(comments), () => commentList(comments).text);
    });
    const posted = (path: string, save: (issue: SandboxIssue, body: unknown) => Draft | null) =>
      pages.post(`${source.base}/:key${path}`, async (request, reply) => {
        const issue = source.find(keyOf(request));
        if (!issue) return unknownIssue(source, reply);
        if (!isOwnForm(request))
          return page(reply.code(403), layout(source, 'Refused', html`<h1>Refused</h1>`));
        const refused = save(issue, request.body);
        return refused
          ? page(reply.code(400), issuePage(source, issue, refused))
          : reply.redirect(`${source.base}/${issue.key}`, 303);
      });
    posted('', (issue, body) => {
      const form = EditForm.safeParse(body);
      const draft = form.success
        ? { title: form.data.title.trim(), description: lines(form.data.description) }
        : { title: '', description: '' };
      return refusal(draft, () => source.save(issue.key, draft));
    });
    posted('/comments', (issue, body) => {
      const form = CommentForm.safeParse(body);
      const comment = form.success ? lines(form.data.comment) : '';
      return refusal({ comment }, () => {
        if (comment.trim() === '') throw new Error('A comment needs words.');
        source.say(issue.key, comment);
      });
    });
    posted('/clear', (issue, body) => {
      const form = ClearForm.safeParse(body);
      return refusal({}, () => {
        if (form.success) source.clear(issue.key, form.data.name);
      });
    });
  });
}

/** What was typed, with what is wrong with it; null when it is saved. */
function refusal(typed: Omit<Draft, 'problem'>, save: () => void): Draft | null {
  try {
    save();
    return null;
  } catch (error) {
    return { ...typed, problem: error instanceof Error ? error.message : 'This could not be saved.' };
  }
}

function lines(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

function keyOf(request: FastifyRequest): string {
  return (request.params as { key: string }).key;
}

function page(reply: FastifyReply, text: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(text);
}

function unknownIssue(source: PageSource, reply: FastifyReply): FastifyReply {
  const content = html`<h1>No such issue</h1><p>It may have been deleted or moved. <a href="/">All issues</a></p>`;
  return page(reply.code(404), layout(source, 'No such issue', content));
}

/** Answers 204 while the asker has the present version, so that polling costs next to nothing. */
function renewed(
  request: FastifyRequest,
  reply: FastifyReply,
  version: string,
  content: () => string,
): unknown {
  const { have } = request.query as { have?: string };
  return have === version ? reply.code(204).send() : { version, content: content() };
}

/** Another site's page could make a browser on this machine post here; such a request carries a foreign origin. */
function isOwnForm(request: FastifyRequest): boolean {
  const { origin, host } = request.headers;
  return origin === undefined || origin === `http://${host}`;
}
