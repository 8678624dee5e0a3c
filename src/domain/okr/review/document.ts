/** The little structure that printed documents have; renderers turn it into Markdown and HTML. Text is plain text. */
export type DocumentBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 | 4; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [string, string])[] }
  | { readonly kind: 'list'; readonly items: readonly DocumentItem[] }
  | {
      readonly kind: 'table';
      readonly header: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  /** Something a person must still write. */
  | { readonly kind: 'gap'; readonly text: string };

export interface DocumentItem {
  readonly text: string;
  readonly href?: string;
}

/** Only web addresses become links; anything else a person wrote stays text. */
export const isWebAddress = (href: string): boolean => /^https?:\/\/[^\s<>"']+$/i.test(href);
