/** The board by keyboard: arrows go from card to card, up and down a column and over to the next; / goes to the search. */
export const BOARD_KEYS = `
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isTyping = event.target.closest?.('input, select, textarea, [contenteditable]');
  if (event.key === '/' && !isTyping) {
    const search = document.querySelector('input[type="search"]');
    if (!search) return;
    event.preventDefault();
    search.focus();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const card = !isTyping && event.target.closest?.('[data-board] .card');
  if (!step || !card) return;
  const column = card.closest('.column');
  const cards = [...column.querySelectorAll('.card')];
  let to;
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    to = cards[cards.indexOf(card) + step];
  } else {
    const columns = [...card.closest('.board').querySelectorAll('.column')].filter((one) => one.querySelector('.card'));
    const beside = [...(columns[columns.indexOf(column) + step]?.querySelectorAll('.card') ?? [])];
    to = beside[Math.min(cards.indexOf(card), beside.length - 1)];
  }
  if (!to) return;
  event.preventDefault();
  to.querySelector('.title').focus();
});
`;
