/** Chips: a word on the colour of what it says. */
export const CHIPS = `
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
`;
