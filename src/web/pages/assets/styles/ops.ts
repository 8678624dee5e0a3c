/** The control room, and the word that says a page keeps itself up to date. */
export const OPS = `
.tabs { display: flex; flex-wrap: wrap; gap: var(--s1) var(--s4); margin-bottom: var(--s4); border-bottom: 1px solid var(--line); }
.tabs a { padding: var(--s2) 0; min-height: 32px; text-decoration: none; border-bottom: 2px solid transparent; margin-bottom: -1px; }
.tabs a:hover { text-decoration: underline; }
.tabs [aria-current] { color: var(--ink); font-weight: 600; border-color: var(--accent); }
.tiles { list-style: none; margin: 0 0 var(--s4); padding: 0; display: grid; gap: var(--s3); grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr)); }
.tiles .panel { margin: 0; }
.tile h2 { margin-bottom: var(--s2); }
.tile p { margin: 0; }
.tile p + p { margin-top: var(--s2); }
.act { display: flex; flex-wrap: wrap; gap: var(--s2); align-items: center; margin: 0; }
label.inline { display: inline; margin: 0; }
input.short { width: 9rem; min-height: 32px; padding: var(--s1) var(--s2); }
pre.body { margin: 0; white-space: pre; overflow-wrap: normal; font-size: var(--small); }
.scroll + p { margin-top: var(--s3); }
.panel .empty { padding: var(--s4) 0; }
td.error { min-width: 16rem; }
.live { color: var(--green); font-size: var(--small); }
.live::before { content: ""; display: inline-block; width: 8px; height: 8px; margin-inline-end: var(--s1); border-radius: 50%; background: var(--green); }
`;
