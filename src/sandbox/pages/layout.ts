import { html, type SafeHtml } from './html.ts';
import type { PageSource } from './source.ts';

/** The frame around a page; `live` is the address that the page's script asks for newer content. */
export function layout(source: PageSource, title: string, content: SafeHtml): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Sandbox ${source.tracker}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/page.css">
<script src="/assets/page.js" defer></script>
</head>
<body class="${source.tracker.toLowerCase()}">
<header class="top"><a href="/"><b>Sandbox ${source.tracker}</b></a><span>on this machine only</span></header>
<main>${content}</main>
</body>
</html>
`.text;
}

/** A part of the page that renews itself from `address` when its version there is another one. */
export function live(address: string, version: string, content: SafeHtml): SafeHtml {
  return html`<div data-live="${address}" data-version="${version}" aria-live="polite">${content}</div>`;
}

export function timeOf(time: Date): SafeHtml {
  const text = time.toISOString();
  return html`<time datetime="${text}">${text.slice(0, 10)} ${text.slice(11, 16)} UTC</time>`;
}
