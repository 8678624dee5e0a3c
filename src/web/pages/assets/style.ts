/*
 * The pages' one design language.
 * Space: steps of 4 px, --s1 to --s6. Type: one family, 13, 15 and 16 px, headings fluid. Colour is never the only
 * sign: every colour stands behind a word. Each ink keeps 4.5:1 on its wash, and on the page, in both themes.
 */
export const STYLE = `
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

/* The frame */
.top {
  display: flex; flex-wrap: wrap; align-items: center; gap: var(--s2) var(--s5); padding: var(--s2) var(--s4);
  background: var(--paper); border-bottom: 1px solid var(--line); border-top: 4px solid var(--accent);
}
.brand { font-weight: 700; font-size: 1.0625rem; text-decoration: none; color: var(--ink); padding-block: var(--s1); }
.top nav { display: flex; flex-wrap: wrap; gap: var(--s1) var(--s4); }
.top nav a { padding: var(--s1) 0; min-height: 28px; text-decoration: none; border-bottom: 2px solid transparent; }
.top nav a:hover { text-decoration: underline; }
.top nav [aria-current] { color: var(--ink); font-weight: 600; border-color: var(--accent); }
.who { margin-inline-start: auto; display: flex; gap: var(--s3); align-items: center; }
main { max-width: 76rem; margin: 0 auto; padding: var(--s4); }
main.wide { max-width: 120rem; }
.narrow { max-width: 30rem; margin: var(--s6) auto; }
.panel { background: var(--paper); border: 1px solid var(--line); border-radius: var(--radius); padding: var(--s4); }
.panel + .panel { margin-top: var(--s4); }
.panel > :last-child { margin-bottom: 0; }
.crumbs { font-size: var(--small); color: var(--quiet); margin: 0 0 var(--s2); overflow-wrap: anywhere; }
.head { display: flex; flex-wrap: wrap; gap: var(--s2) var(--s4); align-items: baseline; justify-content: space-between; }
.notice { padding: var(--s2) var(--s3); border-radius: var(--radius); background: var(--grey-wash); border-inline-start: 4px solid var(--edge); }
.notice.bad { background: var(--red-wash); border-color: var(--red); }
.notice.good { background: var(--green-wash); border-color: var(--green); }
.empty { text-align: center; padding: var(--s6) var(--s4); }
.empty p { margin-inline: auto; }

/* Forms */
label { display: block; font-weight: 600; font-size: var(--small); margin-bottom: var(--s1); }
input:not([type="hidden"]), select {
  width: 100%; min-height: 40px; padding: var(--s2) var(--s3); font: inherit; color: inherit; background: var(--page);
  border: 1px solid var(--edge); border-radius: 6px; text-overflow: ellipsis;
}
[aria-invalid] { border-color: var(--red) !important; border-width: 2px !important; }
button, .button {
  font: inherit; font-weight: 600; min-height: 40px; padding: var(--s2) var(--s4); border: 1px solid transparent;
  border-radius: 6px; cursor: pointer; background: var(--accent); color: var(--on-accent); text-decoration: none; display: inline-block;
}
button.plain, .button.plain { background: transparent; color: var(--accent); border-color: var(--edge); min-height: 32px; padding: var(--s1) var(--s3); }
form[aria-busy] { cursor: progress; }
form[aria-busy] button { opacity: 0.6; }
.filters { margin-bottom: var(--s4); }
.filters summary { cursor: pointer; font-weight: 600; padding: var(--s1) 0; color: var(--accent); }
.filters .grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 11rem), 1fr)); gap: var(--s3); margin-top: var(--s3); }
.actions { display: flex; flex-wrap: wrap; gap: var(--s2) var(--s3); align-items: center; margin-top: var(--s3); }

/* Chips: a word on the colour of what it says */
.chips { display: flex; flex-wrap: wrap; gap: var(--s1); align-items: center; }
.chip {
  display: inline-block; max-width: 100%; padding: 1px var(--s2); border-radius: 999px; font-size: var(--small); line-height: 1.45;
  background: var(--grey-wash); color: var(--grey); overflow-wrap: anywhere;
}
.chip.line { background: none; box-shadow: inset 0 0 0 1px var(--line); color: var(--quiet); }
.revenue, .need, .on-track, .celebrated, .done, .written { background: var(--green-wash); color: var(--green); }
.cost, .delivering, .active { background: var(--blue-wash); color: var(--blue); }
.risk, .recipe, .off-track, .problem, .failed, .refused { background: var(--red-wash); color: var(--red); }
.enabler, .hypothesis, .reviewing { background: var(--violet-wash); color: var(--violet); }
.at-risk, .warning, .held, .waiting, .gap { background: var(--amber-wash); color: var(--amber); }
.assigned, .defined { background: var(--accent-wash); color: var(--accent); }

/* The board */
.stages { display: none; }
.board { display: grid; gap: var(--s4); }
.column { min-width: 0; }
.column > h2 { position: sticky; top: 0; background: var(--page); padding: var(--s2) 0; margin: 0; z-index: 1; display: flex; gap: var(--s2); align-items: center; text-transform: capitalize; }
.cards { display: grid; gap: var(--s2); }
.card { background: var(--paper); border: 1px solid var(--line); border-inline-start: 4px solid var(--edge); border-radius: var(--radius); padding: var(--s3); display: grid; gap: var(--s2); min-width: 0; }
.card.is-recipe { border-inline-start-color: var(--red); }
.card.is-need { border-inline-start-color: var(--green); }
.card.is-hypothesis { border-inline-start-color: var(--violet); }
.card .title { font-weight: 600; color: var(--ink); text-decoration: none; overflow-wrap: anywhere; }
.card .title:hover { text-decoration: underline; }
.card dl { margin: 0; font-size: var(--small); display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0 var(--s2); }
.card dt { color: var(--quiet); }
.card dd { margin: 0; overflow-wrap: anywhere; }
.more { display: block; text-align: center; padding: var(--s2); }
.none { color: var(--quiet); font-size: var(--small); padding: var(--s2) 0; margin: 0; }
.jump { display: flex; flex-wrap: wrap; gap: var(--s1) var(--s3); margin-bottom: var(--s3); font-size: var(--small); text-transform: capitalize; }
.jump a { padding: var(--s1) 0; }
.board.one .cards { grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); align-items: start; }
@media (min-width: 60rem) {
  .jump { display: none; }
  .board:not(.one) { grid-template-columns: repeat(6, minmax(11.5rem, 1fr)); overflow-x: auto; align-items: start; gap: var(--s3); padding-bottom: var(--s3); }
}

/* The mission */
.columns { display: grid; gap: var(--s4); grid-template-columns: minmax(0, 1fr); }
@media (min-width: 60rem) { .columns { grid-template-columns: minmax(0, 1fr) 24rem; align-items: start; } }
.facts { margin: 0; }
.facts > div { padding: var(--s2) 0; display: grid; grid-template-columns: 7.5rem minmax(0, 1fr); gap: var(--s2); }
.facts > div + div { border-top: 1px solid var(--line); }
.facts dt { color: var(--quiet); font-size: var(--small); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.story { white-space: pre-wrap; overflow-wrap: anywhere; }
mark { color: inherit; background: var(--grey-wash); border-bottom: 2px solid var(--grey); border-radius: 2px; padding: 0 1px; }
mark .kind { font-size: 0.7rem; font-weight: 600; margin-inline-start: var(--s1); vertical-align: super; line-height: 1; white-space: nowrap; }
mark.persona { background: var(--blue-wash); border-color: var(--blue); } mark.persona .kind { color: var(--blue); }
mark.trouble { background: var(--amber-wash); border-color: var(--amber); } mark.trouble .kind { color: var(--amber); }
mark.outcome { background: var(--green-wash); border-color: var(--green); } mark.outcome .kind { color: var(--green); }
mark.worth { background: var(--violet-wash); border-color: var(--violet); } mark.worth .kind { color: var(--violet); }
mark.solution { background: var(--red-wash); border-color: var(--red); } mark.solution .kind { color: var(--red); }
blockquote { margin: var(--s1) 0; padding: 0 var(--s3); border-inline-start: 3px solid var(--line); color: var(--quiet); overflow-wrap: anywhere; }
.draft { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--accent-wash); border-radius: 6px; padding: var(--s3); margin: 0; font: inherit; }
.finding { padding: var(--s3) 0; }
.finding + .finding { border-top: 1px solid var(--line); }
.finding p { margin: var(--s1) 0 0; }
.history li { padding: var(--s2) 0; display: grid; grid-template-columns: minmax(0, 1fr); }
.history li + li { border-top: 1px solid var(--line); }
@media (min-width: 40rem) { .history li { grid-template-columns: 11.5rem minmax(0, 1fr); gap: var(--s2); } }

/* Goals */
.tree { list-style: none; margin: 0; padding: 0; }
.tree .tree { margin-inline-start: var(--s2); padding-inline-start: var(--s3); border-inline-start: 2px solid var(--line); }
@media (min-width: 40rem) { .tree .tree { margin-inline-start: var(--s3); padding-inline-start: var(--s4); } }
.goal { padding: var(--s2) 0; overflow-wrap: anywhere; }
.goal p { margin: 0; }
.goal:target > .told { outline: 3px solid var(--accent); outline-offset: 4px; border-radius: 4px; }
meter { width: min(100%, 16rem); height: 0.9rem; vertical-align: middle; }

/* Tables */
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: var(--small); }
caption { text-align: start; color: var(--quiet); padding-bottom: var(--s2); }
th, td { text-align: start; vertical-align: top; padding: var(--s2); border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { color: var(--quiet); font-weight: 600; white-space: nowrap; }
td.number, th.number { text-align: end; font-variant-numeric: tabular-nums; }
.nowrap { white-space: nowrap; }
@media print { .top, .filters, .actions { display: none; } body { background: none; } }
`;
