/** Tables, and what scrolls. */
export const TABLES = `
.scroll { overflow-x: auto; position: relative; }
table { border-collapse: collapse; width: 100%; font-size: var(--small); }
caption { text-align: start; color: var(--quiet); padding-bottom: var(--s2); }
th, td { text-align: start; vertical-align: top; padding: var(--s2); border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { color: var(--quiet); font-weight: 600; white-space: nowrap; }
td.number, th.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
.scroll td:not(.number) { min-width: 6.5rem; }
.scroll td.value { min-width: 9rem; }
.scroll .chip { white-space: nowrap; overflow-wrap: normal; }
.nowrap { white-space: nowrap; }
`;
