import PostalMime, { type Attachment } from 'postal-mime';
import type { ReadBounce } from '../domain/ports.ts';
import { serverWords } from './server-words.ts';

/** The header that names a mail. Reports of failed deliveries bring the headers of the mail back with them. */
export const markHeader = 'X-Waymark-Mail';

/** Reads a report of a mail server about a mail that it could not deliver (RFC 3464). */
export const readBounce: ReadBounce = async (bytes) => {
  const { attachments } = await PostalMime.parse(bytes, {
    forceRfc822Attachments: true,
    attachmentEncoding: 'utf8',
    maxNestingDepth: 20,
  });
  const status = textOf(attachments.find(({ mimeType }) => mimeType === 'message/delivery-status'));
  const original = textOf(attachments.find(({ mimeType }) => returned.has(mimeType)));
  if (status === null || original === null) return { kind: 'other' };
  const fields = fieldsOf(status);
  const action = fields.get('action')?.toLowerCase();
  if (action === 'delayed') return { kind: 'delayed' };
  const mark = fieldsOf(original).get(markHeader.toLowerCase());
  if (action !== 'failed' || mark === undefined) return { kind: 'other' };
  const words = [fields.get('status'), fields.get('diagnostic-code')].filter((part) => part !== undefined);
  return { kind: 'failed', mark, detail: serverWords(words.join(' ')) || 'it came back' };
};

const returned = new Set([
  'message/rfc822',
  'text/rfc822-headers',
  'message/global',
  'message/global-headers',
]);

const textOf = (part: Attachment | undefined): string | null =>
  typeof part?.content === 'string' ? part.content : null;

/** Header fields by name in lower case, folded lines joined; of several of one name the first. */
function fieldsOf(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  let name = '';
  for (const line of text.split(/\r?\n/)) {
    const [, start, rest] = /^([!-9;-~]{1,80}):(.*)$/.exec(line) ?? [];
    if (start !== undefined) {
      name = fields.has(start.toLowerCase()) ? '' : start.toLowerCase();
      if (name !== '') fields.set(name, (rest ?? '').trim());
    } else if (/^[ \t]/.test(line) && name !== '') {
      fields.set(name, `${fields.get(name)} ${line.trim()}`.trim());
    } else name = '';
  }
  return fields;
}
