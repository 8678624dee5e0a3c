/** A mission: its facts, its text with the evidence, its findings. */
export const MISSION = `
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
`;
