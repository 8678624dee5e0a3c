/** The board and its cards. */
export const BOARD = `
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
.card dd a { display: inline-block; padding: 3px 0; }
#content .card { scroll-margin-top: var(--s6); }
.card:target { outline: 3px solid var(--accent); outline-offset: 2px; }
.card .foot { display: flex; flex-wrap: wrap; justify-content: space-between; gap: var(--s1) var(--s3); }
.card .foot a { padding: 3px 0; }
.more { display: block; text-align: center; padding: var(--s2); }
.none { color: var(--quiet); font-size: var(--small); padding: var(--s2) 0; margin: 0; }
.jump { display: flex; flex-wrap: wrap; gap: var(--s1) var(--s3); margin-bottom: var(--s3); font-size: var(--small); text-transform: capitalize; }
.jump a { padding: var(--s1) 0; }
.board.one .cards { grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); align-items: start; }
@media (min-width: 40rem) and (max-width: 59.99rem) { .cards { grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); align-items: start; } }
@media (min-width: 60rem) {
  .jump { display: none; }
  .board:not(.one) { grid-template-columns: repeat(6, minmax(11.5rem, 1fr)); overflow-x: auto; align-items: start; gap: var(--s3); padding-bottom: var(--s3); }
}
/* Where all stages have room nothing scrolls sideways, and their names stay in sight. */
@media (min-width: 77rem) { .board:not(.one) { overflow-x: visible; } }

/* Lanes: the stages once for each group */
.lane { padding-top: var(--s3); }
.lane + .lane { border-top: 2px solid var(--line); margin-top: var(--s4); }
.lane > h2 { display: flex; flex-wrap: wrap; gap: var(--s1) var(--s3); align-items: baseline; margin-bottom: var(--s2); }
.lane > h2::first-letter { text-transform: uppercase; }
.lane > h2 a { font-weight: 400; padding: 2px 0; }
.lane .column > h3 { display: flex; gap: var(--s2); align-items: center; margin: 0 0 var(--s2); color: var(--quiet); font-size: var(--small); text-transform: capitalize; }
@media (max-width: 59.99rem) { .lane .bare-cell { display: none; } }
`;
