/** Asks every second whether a live part has changed, and puts the new content in its place. */
export const PAGE_SCRIPT = `'use strict';
for (const part of document.querySelectorAll('[data-live]')) {
  const ask = async () => {
    try {
      if (!document.hidden) {
        const answer = await fetch(part.dataset.live + '?have=' + encodeURIComponent(part.dataset.version));
        if (answer.status === 200) {
          const { version, content } = await answer.json();
          part.dataset.version = version;
          part.innerHTML = content;
          part.classList.remove('fresh');
          void part.offsetWidth;
          part.classList.add('fresh');
        }
      }
    } catch {
      // The sandbox may be restarting; the next round asks again.
    }
    setTimeout(ask, 1000);
  };
  setTimeout(ask, 1000);
}
`;

export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #fff; --line: #dfe2e8; --text: #1d2330; --quiet: #5d6675; --accent: #1558d6; --wash: #eaf1fe;
  --ours: #0b7a53; --ours-wash: #e8f6f0; --code: #f0f2f5; --warn: #8a5a00; --warn-wash: #fff4dc; --bad: #b3261e;
}
.linear { --accent: #5b4bd6; --wash: #efedfd; }
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14161b; --card: #1c1f26; --line: #323845; --text: #e6e9ef; --quiet: #a0a8b7; --accent: #8ab4ff; --wash: #22304b;
    --ours: #5fd3a6; --ours-wash: #172e26; --code: #262b35; --warn: #f2c46d; --warn-wash: #3a2f18; --bad: #ff9a91;
  }
  .linear { --accent: #b3a8ff; --wash: #2c2850; }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--text);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  -webkit-text-size-adjust: 100%;
}
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.top {
  display: flex; gap: .75rem; align-items: baseline; padding: .75rem max(1rem, calc((100% - 68rem) / 2));
  background: var(--card); border-bottom: 1px solid var(--line); border-top: 4px solid var(--accent);
}
.top a { text-decoration: none; }
.top span, .quiet { color: var(--quiet); font-size: .875rem; font-weight: 400; }
main { max-width: 70rem; margin: 0 auto; padding: 1rem; }
.crumbs { font-size: .875rem; color: var(--quiet); margin: .25rem 0 .5rem; }
h1 { font-size: clamp(1.35rem, 1.1rem + 1.4vw, 1.9rem); line-height: 1.25; margin: .25rem 0 1rem; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 1.75rem 0 .5rem; }
h2 .quiet { margin-inline-start: .4rem; }
.columns { display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 1fr); }
@media (min-width: 56rem) { .columns { grid-template-columns: minmax(0, 1fr) 18rem; align-items: start; } }
section[aria-label="Description"], aside, .comment, .edit, .issues {
  background: var(--card); border: 1px solid var(--line); border-radius: 10px;
}
section[aria-label="Description"] { padding: 1rem 1.25rem; }
aside { padding: .5rem 1rem; }
dl { margin: 0; }
dl div { display: grid; grid-template-columns: 7rem minmax(0, 1fr); gap: .5rem; padding: .4rem 0; }
dl div + div { border-top: 1px solid var(--line); }
dt { color: var(--quiet); font-size: .875rem; }
dd { margin: 0; font-size: .9375rem; overflow-wrap: anywhere; }
.rich { overflow-wrap: anywhere; }
.rich > :first-child { margin-top: 0; }
.rich > :last-child { margin-bottom: 0; }
.rich h1, .rich h2, .rich h3, .rich h4 { font-size: 1.05rem; margin: 1.2rem 0 .4rem; }
.rich ul, .rich ol { padding-inline-start: 1.4rem; }
.rich ul { list-style: disc; }
.rich pre, .rich code { font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; background: var(--code); border-radius: 6px; }
.rich code { padding: .1em .3em; }
.rich pre { padding: .75rem 1rem; overflow-x: auto; }
.rich pre code { padding: 0; background: none; font-size: 1em; }
.rich table { border-collapse: collapse; display: block; max-width: 100%; overflow-x: auto; }
.rich th, .rich td { border: 1px solid var(--line); padding: .35rem .6rem; text-align: start; }
.rich th { background: var(--code); }
.rich blockquote { margin: 1rem 0; padding: .1rem 1rem; border-inline-start: 4px solid var(--line); color: var(--quiet); }
.rich blockquote.panel { background: var(--wash); border-color: var(--accent); border-radius: 6px; color: inherit; }
.rich blockquote.warning, .rich blockquote.error { background: var(--warn-wash); border-color: var(--warn); }
.rich img { max-width: 100%; }
.edit { margin-top: 1rem; }
.edit summary { padding: .65rem 1.25rem; cursor: pointer; color: var(--accent); font-weight: 600; }
.clear { display: inline; }
.clear button {
  min-width: 1.5rem; min-height: 1.5rem; padding: 0; border: 0; border-radius: 4px;
  background: none; color: inherit; font-size: 1rem; line-height: 1; cursor: pointer;
}
.clear button:hover, .clear button:focus-visible { background: var(--line); }
.edit form { padding: 0 1.25rem 1rem; }
label { display: block; font-weight: 600; margin-top: .75rem; }
input, textarea {
  display: block; width: 100%; margin-top: .3rem; padding: .55rem .7rem; font: inherit; font-weight: 400;
  color: inherit; background: var(--page); border: 1px solid var(--line); border-radius: 8px;
}
textarea { resize: vertical; }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; margin: 1rem 0 0; }
.actions .quiet { flex: 1 1 14rem; }
button {
  font: inherit; font-weight: 600; padding: .55rem 1.4rem; border: 0; border-radius: 8px; cursor: pointer;
  background: var(--accent); color: var(--card);
}
.problem { color: var(--bad); font-weight: 600; }
.comments, .issues { list-style: none; margin: 0; padding: 0; }
.comment { padding: .9rem 1.25rem; }
.comment + .comment { margin-top: .75rem; }
.comment header { display: flex; flex-wrap: wrap; gap: .1rem .6rem; align-items: center; margin-bottom: .5rem; }
.avatar {
  width: 1.9rem; height: 1.9rem; border-radius: 50%; display: grid; place-items: center; font-size: .75rem; font-weight: 700;
  background: var(--wash); color: var(--accent);
}
.ours { border-color: var(--ours); background: var(--ours-wash); }
.ours .avatar { background: var(--ours); color: var(--card); }
.ours .rich code, .ours .rich pre { background: var(--card); }
.status, .label, .count.some { display: inline-block; padding: .05rem .55rem; border-radius: 999px; font-size: .8125rem; white-space: nowrap; }
.status { background: var(--code); }
.status.doing { background: var(--wash); color: var(--accent); }
.status.done { background: var(--ours-wash); color: var(--ours); }
.label { border: 1px solid var(--line); }
.count.some { background: var(--ours-wash); color: var(--ours); font-weight: 600; }
.issues { overflow: hidden; }
.issues li + li { border-top: 1px solid var(--line); }
.issues a {
  display: grid; grid-template-columns: 4.5rem minmax(0, 1fr) 7rem 7.5rem; gap: .1rem .75rem; align-items: baseline;
  padding: .55rem 1rem; text-decoration: none; color: inherit;
}
.issues a:hover { background: var(--wash); }
.key { color: var(--quiet); font-variant-numeric: tabular-nums; font-size: .875rem; white-space: nowrap; }
.title { overflow-wrap: anywhere; }
.issues .status { justify-self: start; }
.issues .count { justify-self: end; }
@media (max-width: 40rem) {
  .issues a { grid-template-columns: minmax(0, 1fr) auto; }
  .title { grid-column: 1 / -1; grid-row: 1; }
  .issues .status { grid-column: 2; grid-row: 2; justify-self: end; }
  .issues .count { grid-column: 1 / -1; justify-self: start; }
  .issues .count:empty { display: none; }
}
@media (prefers-reduced-motion: no-preference) {
  .fresh .ours { animation: fresh 1.6s ease-out; }
  @keyframes fresh { from { box-shadow: 0 0 0 4px var(--ours); } to { box-shadow: 0 0 0 4px transparent; } }
}
`;
