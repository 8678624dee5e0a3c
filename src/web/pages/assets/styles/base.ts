/** The tokens of the design language, in both themes, and plain elements. Each ink keeps 4.5:1 on its wash, and on the page. */
export const BASE = `
:root {
  color-scheme: light dark;
  --s1: 4px; --s2: 8px; --s3: 12px; --s4: 16px; --s5: 24px; --s6: 40px;
  --small: 0.8125rem; --body: 0.9375rem; --radius: 8px;
  --page: #f5f6f4; --paper: #ffffff; --line: #d8ddd8; --edge: #7c8780; --ink: #1c2321; --quiet: #505b56;
  --accent: #14604f; --accent-wash: #e2f1ec; --on-accent: #ffffff;
  --green: #175f2c; --green-wash: #e2f3e5; --blue: #17508f; --blue-wash: #e3eefa; --red: #9b2218; --red-wash: #fbe7e4;
  --amber: #7a4b00; --amber-wash: #fdf0d5; --violet: #57369b; --violet-wash: #eee8fa; --grey: #4b5551; --grey-wash: #ebeeec;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #121614; --paper: #1a201d; --line: #333c37; --edge: #7d8983; --ink: #e7ece9; --quiet: #a8b3ad;
    --accent: #6fd0b5; --accent-wash: #1b322b; --on-accent: #0c1f19;
    --green: #7fd596; --green-wash: #1b3222; --blue: #8fc1f7; --blue-wash: #1a2c42; --red: #f8a69c; --red-wash: #41211d;
    --amber: #f0c272; --amber-wash: #3a2c12; --violet: #c4aef5; --violet-wash: #2d2444; --grey: #b6c0bb; --grey-wash: #29302d;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: var(--body)/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
h1, h2, h3 { line-height: 1.25; overflow-wrap: anywhere; margin: 0 0 var(--s3); }
h1 { font-size: clamp(1.3rem, 1.1rem + 1vw, 1.75rem); }
h2 { font-size: 1.0625rem; }
h3 { font-size: var(--body); }
p { margin: 0 0 var(--s3); max-width: 70ch; }
a { color: var(--accent); text-underline-offset: 2px; }
code, pre { font: 0.875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
ul.bare, ol.bare { list-style: none; margin: 0; padding: 0; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
main:focus { outline: none; }
[hidden] { display: none !important; }
.quiet { color: var(--quiet); font-size: var(--small); }
.hear { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; inset-inline-start: var(--s3); top: -4rem; z-index: 2; padding: var(--s2) var(--s4); background: var(--paper); }
.skip:focus { top: var(--s2); }
`;
