/** What stands on every page: head, panels, notices, empty states. */
export const FRAME = `
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
`;
