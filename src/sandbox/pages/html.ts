/** Text that is safe to put into a page as it is. Only `html` and `trusted` make it. */
export class SafeHtml {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = SafeHtml | string | number | null | undefined | false | readonly Part[];

/** A template that escapes every value, save those that are `SafeHtml` themselves. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): SafeHtml {
  return new SafeHtml(
    strings.reduce((text, string, index) => `${text}${rendered(parts[index - 1])}${string}`),
  );
}

/** Marks markup from a renderer that escapes on its own, such as micromark's. */
export function trusted(markup: string): SafeHtml {
  return new SafeHtml(markup);
}

function rendered(part: Part): string {
  if (part instanceof SafeHtml) return part.text;
  if (Array.isArray(part)) return part.map(rendered).join('');
  return part === null || part === undefined || part === false ? '' : escapeHtml(String(part));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
