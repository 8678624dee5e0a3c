/** The audit: shares, columns, lists of stories. */
export const AUDIT = `
@media (min-width: 60rem) { .columns.even { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
.columns.even { margin-block: var(--s4); }
table.by-share + table.by-share { margin-top: var(--s4); }
table.by-share tbody th { color: var(--ink); font-weight: 400; white-space: normal; width: 55%; }
table.by-share td .quiet { display: block; }
table.by-share :is(th, td).number:nth-child(3) { white-space: normal; min-width: 5.5rem; }
.bar.share { height: 10px; }
.part { fill: var(--edge); }
.part.recipe, .part.risk { fill: var(--red); }
.part.need, .part.revenue { fill: var(--green); }
.part.hypothesis, .part.enabler { fill: var(--violet); }
.part.cost { fill: var(--blue); }
.part.gap, .part.unclear { fill: var(--amber); }
.framings { margin: 0 0 var(--s4); }
.columns-chart { width: 100%; max-width: 26rem; height: auto; display: block; }
.columns-chart text { font-size: 10px; fill: var(--quiet); text-anchor: middle; }
.columns-chart text.in { fill: var(--paper); font-weight: 600; }
.stories li { padding: var(--s2) 0; }
.stories a { display: inline-block; padding: 3px 0; min-height: 24px; }
.stories li > .quiet { white-space: nowrap; }
ol.stories { padding-inline-start: var(--s5); margin: 0; }
.more-stories > summary { cursor: pointer; padding: var(--s1) 0; color: var(--accent); width: fit-content; }
.panel > p > a:not(.button) { display: inline-block; padding: 2px 0; }
`;
