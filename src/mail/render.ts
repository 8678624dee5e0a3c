import type { Digest, DigestBlock } from '../domain/digest/digest.ts';
import type { MailLinks, RenderDigest, RenderedMail } from '../domain/ports.ts';
import { tones } from './palette.ts';
import { pageTemplate } from './template.ts';
import { textOf } from './text.ts';

/** HTML and text of a digest, from the same blocks. */
export const renderDigest: RenderDigest = (digest: Digest, links: MailLinks): RenderedMail => {
  const reason = `You get this because your address is in the audience “${digest.audience}” of Waymark.`;
  const html = pageTemplate({
    language: digest.language,
    subject: digest.subject,
    title: digest.title,
    opening: digest.opening,
    sections: digest.sections.map(({ title, blocks }) => ({ title, blocks: blocks.map(forTemplate) })),
    reason,
    ...links,
  });
  return { subject: digest.subject, html, text: textOf(digest, links, reason) };
};

function forTemplate(block: DigestBlock) {
  switch (block.kind) {
    case 'paragraph':
      return { isParagraph: true, ...block };
    case 'list':
      return { isList: true, ...block };
    case 'quote':
      return { isQuote: true, ...block };
    case 'table':
      return block;
    case 'bar': {
      const fill = Math.round((block.share ?? 0) * 100);
      const color = tones[block.tone].light;
      return { isBar: true, hasBar: block.share !== null, fill, rest: 100 - fill, color, ...block };
    }
  }
}
