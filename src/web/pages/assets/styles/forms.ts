/** Fields, buttons, filters. */
export const FORMS = `
label { display: block; font-weight: 600; font-size: var(--small); margin-bottom: var(--s1); }
input:not([type="hidden"]), select, textarea {
  width: 100%; min-height: 40px; padding: var(--s2) var(--s3); font: inherit; color: inherit; background: var(--page);
  border: 1px solid var(--edge); border-radius: 6px; text-overflow: ellipsis;
}
textarea { resize: vertical; display: block; }
input[type="checkbox"], input[type="radio"] { width: 24px; height: 24px; min-height: 24px; padding: 0; accent-color: var(--accent); vertical-align: middle; }
.fields { display: grid; gap: var(--s3) var(--s4); grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr)); align-items: start; }
.fields > .long, .fields > .actions { grid-column: 1 / -1; margin-top: 0; }
.fields p { margin: var(--s1) 0 0; }
.wrong { color: var(--red); font-weight: 600; font-size: var(--small); }
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
.filters form.row { display: flex; flex-wrap: wrap; gap: var(--s3); align-items: end; }
.filters form.row > div:not(.actions) { flex: 1 1 11rem; max-width: 20rem; }
.filters .grid > .actions { align-self: end; grid-column: auto / span 2; flex-wrap: nowrap; }
@media (max-width: 40rem) { .filters .grid > .actions { grid-column: 1 / -1; flex-wrap: wrap; } }
.filters > .grid:first-child { margin-top: 0; }
.filters details > .grid { margin-bottom: var(--s2); }
.actions { display: flex; flex-wrap: wrap; gap: var(--s2) var(--s3); align-items: center; margin-top: var(--s3); }

/* Forms that sit in what they change */
.edit { display: grid; gap: var(--s3); grid-template-columns: repeat(auto-fit, minmax(min(100%, 10rem), 1fr)); align-items: end; padding-top: var(--s2); }
.edit > .long, .edit > .actions, .edit > .wrong { grid-column: 1 / -1; margin: 0; }
.open-form { margin-top: var(--s2); }
.open-form > summary { cursor: pointer; color: var(--accent); font-size: var(--small); padding: var(--s1) 0; width: fit-content; }
.edits ul { display: grid; gap: var(--s2); }
.edits { background: var(--grey-wash); border-radius: 6px; padding: var(--s2); font-size: var(--small); }
.panel > .edits { margin-bottom: var(--s3); }
.edits p { margin: var(--s1) 0 0; }
tr.why td { border-bottom: 1px solid var(--line); padding-top: 0; }
tr:has(+ .why) > * { border-bottom: 0; }
`;
