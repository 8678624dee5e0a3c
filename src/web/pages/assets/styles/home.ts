/** The overview: three questions side by side. */
export const HOME = `
.home { display: grid; gap: var(--s4); align-items: start; }
@media (min-width: 60rem) { .home { grid-template-columns: repeat(3, minmax(0, 1fr)); } }
.home .panel + .panel { margin-top: 0; }
.home .title { font-weight: 600; color: var(--ink); text-decoration-color: var(--edge); overflow-wrap: anywhere; }
.home .way { grid-template-columns: minmax(0, 1fr); }
.home .steps { display: grid; grid-template-columns: repeat(auto-fill, minmax(max(6.75rem, 30%), 1fr)); gap: var(--s2); margin-bottom: var(--s4); }
.steps a { display: grid; gap: var(--s1); justify-items: start; padding: var(--s2); border-radius: 6px; background: var(--page); text-decoration: none; color: var(--ink); height: 100%; }
.steps a:hover .chip { text-decoration: underline; }
.steps strong { font-size: 1.375rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.shares { width: 100%; height: 16px; display: block; border-radius: 4px; margin-bottom: var(--s2); }
.shares .is-recipe { fill: var(--red); } .shares .is-need { fill: var(--green); } .shares .is-hypothesis { fill: var(--violet); }
.shares-words li { padding: var(--s1) 0; }
.shares-words a { color: inherit; text-decoration: none; display: inline-block; min-height: 24px; }
.shares-words a:hover { text-decoration: underline; }
.way-on { margin: var(--s3) 0 0; font-weight: 600; }
.way-on a { display: inline-block; min-height: 24px; }
`;
