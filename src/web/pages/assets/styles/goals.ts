/** Goals: the cascade, bars, the trend, documents. */
export const GOALS = `
.tree { list-style: none; margin: 0; padding: 0; }
.tree .tree { margin-inline-start: var(--s1); padding-inline-start: var(--s3); border-inline-start: 2px solid var(--line); }
@media (min-width: 40rem) { .tree .tree { margin-inline-start: var(--s2); padding-inline-start: var(--s4); } }
.goal { padding: var(--s3) 0 0; overflow-wrap: anywhere; }
.goal p { margin: 0; }
.goal details > summary { cursor: pointer; color: var(--accent); font-size: var(--small); padding: var(--s1) 0; width: fit-content; }
.goal:target > .told { outline: 3px solid var(--accent); outline-offset: 6px; border-radius: 4px; }
.goal-line { display: grid; gap: var(--s1); justify-items: start; }
.goal-line > * { max-width: 100%; }
.goal-line .title { font-weight: 600; color: var(--ink); text-decoration-color: var(--edge); padding: 2px 0; }
.goal.objective > .told .title, .goal.team > .told .title { font-size: 1.0625rem; }
.goal.key-result { padding: var(--s3); margin-top: var(--s2); background: var(--page); border-radius: var(--radius); }
.kind { color: var(--quiet); font-size: var(--small); margin: 0; }
.kind::first-letter { text-transform: uppercase; }
.head-chips { margin-bottom: var(--s4); gap: var(--s2); }
.figure { font-size: 1rem; }
.figure strong { font-size: 1.375rem; }

/* Bars: what is done, an even pace, where it may end */
.way { display: grid; gap: 0 var(--s3); width: 100%; align-items: center; }
@media (min-width: 40rem) { .way { grid-template-columns: minmax(8rem, 22rem) minmax(0, 1fr); } }
.bar { width: 100%; height: 16px; display: block; }
.bar.key { display: inline-block; width: 3.5rem; vertical-align: middle; }
.bar .track { fill: var(--line); }
.bar .ends { fill: var(--edge); opacity: 0.55; }
.bar .done { fill: var(--edge); }
.bar .expected { fill: var(--ink); }
.bar.is-on-track .done { fill: var(--green); } .bar.is-at-risk .done { fill: var(--amber); } .bar.is-off-track .done { fill: var(--red); }
.legend { display: flex; flex-wrap: wrap; gap: var(--s1) var(--s4); font-size: var(--small); color: var(--quiet); margin: 0; }
.legend svg:not(.bar) { width: 24px; height: 12px; vertical-align: middle; }

/* The trend */
.trend { margin: 0; }
.trend > svg { width: 100%; height: auto; display: block; max-width: 60rem; }
.trend > svg.for-narrow { display: none; }
@media (max-width: 40rem) { .trend > svg.for-narrow { display: block; } .trend > svg.for-wide { display: none; } }
.trend text { font-size: 12px; fill: var(--quiet); font-variant-numeric: tabular-nums; }
.trend text.y { text-anchor: end; } .trend text.x { text-anchor: middle; }
.trend .grid { stroke: var(--line); }
.trend .today { stroke: var(--edge); stroke-dasharray: 2 4; }
.trend .target { stroke: var(--blue); stroke-width: 2; }
.trend .pace { stroke: var(--edge); stroke-width: 1.5; stroke-dasharray: 6 5; fill: none; }
.trend .fan { fill: var(--violet); opacity: 0.22; }
.trend .median { stroke: var(--violet); stroke-width: 1.5; stroke-dasharray: 3 3; fill: none; }
.trend .observed { stroke: var(--accent); stroke-width: 2.5; fill: none; stroke-linejoin: round; }
.trend .dot { fill: var(--paper); stroke: var(--accent); stroke-width: 2; }

/* Checking in, and what came of it */
.scroll td.said { min-width: 12rem; } .scroll td.by { min-width: 8rem; }
.issues li { padding: var(--s1) 0; }
.checklist li { padding: var(--s2) 0; }
.what-if { margin-top: var(--s3); }
.to-fill { border-color: var(--amber); background: var(--amber-wash); }
.document { max-width: 56rem; }
.document h2 { margin-top: var(--s5); padding-top: var(--s4); border-top: 2px solid var(--line); font-size: 1.25rem; }
.document h3 { margin-top: var(--s4); font-size: 1rem; }
.document h4 { margin: var(--s4) 0 var(--s1); font-size: var(--body); }
.document .facts > div { padding: var(--s1) 0; border: 0; grid-template-columns: 10rem minmax(0, 1fr); }
@media (max-width: 40rem) { .document .facts > div { grid-template-columns: minmax(0, 1fr); gap: 0; } }
.boxes { display: grid; gap: var(--s3); grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); }
.boxes > section { border: 1px solid var(--line); border-radius: 6px; padding: var(--s3) var(--s4); break-inside: avoid; }
.boxes > section > :last-child { margin-bottom: 0; }
.boxes h2 { margin: 0 0 var(--s2); padding: 0; border: 0; font-size: 1rem; }
.boxes ul { padding-inline-start: 1.1rem; margin: 0; }
.document li a { display: inline-block; min-height: 24px; }
.document-ways { margin: 0 0 var(--s4); }
.document-ways > a:not(.button) { padding: var(--s1) 0; }
.document-ways [aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
.first-steps li { margin-bottom: var(--s2); }
`;
