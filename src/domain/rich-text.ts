/**
 * The little rich text that Waymark writes itself. It holds text as text, so whatever a person wrote on an issue
 * can be quoted without becoming markup: each tracker renders it to its own format (ADF, Markdown).
 */
export type Inline =
  | { readonly kind: 'text'; readonly text: string; readonly strong?: boolean; readonly emphasis?: boolean }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

export type Block =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'quote'; readonly children: readonly Inline[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] };

export type RichText = readonly Block[];

export const text = (value: string): Inline => ({ kind: 'text', text: value });
export const strong = (value: string): Inline => ({ kind: 'text', text: value, strong: true });
export const emphasis = (value: string): Inline => ({ kind: 'text', text: value, emphasis: true });
export const code = (value: string): Inline => ({ kind: 'code', text: value });
export const link = (value: string, href: string): Inline => ({ kind: 'link', text: value, href });
export const paragraph = (...children: readonly Inline[]): Block => ({ kind: 'paragraph', children });
export const quote = (...children: readonly Inline[]): Block => ({ kind: 'quote', children });
export const list = (...items: readonly (readonly Inline[])[]): Block => ({ kind: 'list', items });

/** The words alone, one line a block or list item; for hashes, logs and plain-text mail. */
export function plainText(blocks: RichText): string {
  const words = (children: readonly Inline[]) => children.map((child) => child.text).join('');
  return blocks
    .map((block) =>
      block.kind === 'list'
        ? block.items.map((item) => `- ${words(item)}`).join('\n')
        : words(block.children),
    )
    .join('\n');
}
