/**
 * Forms that work in place: what a form with `data-in-place` changes comes back as the part of the page that holds it
 * (`data-src`), and a part that is still sending is asked for again until it is not. Without a script the same forms
 * lead there and back.
 */
export const EDITS = `
function partIn(text, selector) {
  return new DOMParser().parseFromString(text, 'text/html').querySelector(selector);
}
function replacePart(old, text) {
  const fresh = partIn(text, '[data-src]');
  if (!fresh || !old.isConnected) return null;
  const hadFocus = old.contains(document.activeElement);
  const part = document.adoptNode(fresh);
  old.replaceWith(part);
  localTimes(part);
  if (hadFocus) {
    part.tabIndex = -1;
    part.focus({ preventScroll: true });
  }
  watchPart(part);
  return part;
}
async function refreshPart(part) {
  // Nobody loses what they are typing.
  if (part.querySelector('form.edit:focus-within')) return watchPart(part);
  try {
    const answer = await fetch(part.dataset.src, { headers: { 'waymark-part': '1' } });
    if (answer.redirected) return;
    if (answer.ok) replacePart(part, await answer.text());
    else if (answer.status >= 500) watchPart(part);
  } catch {
    watchPart(part);
  }
}
const waits = new Map();
function watchPart(part) {
  const from = part.dataset.src;
  if (part.dataset.sending === undefined) {
    waits.delete(from);
    return;
  }
  const wait = Math.min((waits.get(from) ?? 1000) * 1.5, 30000);
  waits.set(from, wait);
  setTimeout(() => { if (part.isConnected) refreshPart(part); }, wait);
}
for (const part of document.querySelectorAll('[data-src]')) watchPart(part);

document.addEventListener('submit', async (event) => {
  const form = event.target;
  const part = form.closest('[data-src]');
  if (form.dataset.inPlace === undefined || !part) return;
  event.preventDefault();
  if (form.getAttribute('aria-busy') === 'true') return;
  form.setAttribute('aria-busy', 'true');
  const wrong = form.querySelector('[role="alert"]');
  let problem = 'Waymark cannot be reached. Try again in a moment.';
  try {
    const answer = await fetch(form.action, {
      method: 'POST',
      body: new URLSearchParams(new FormData(form)),
      headers: { 'waymark-part': form.dataset.inPlace },
    });
    const text = await answer.text();
    if (answer.ok && !answer.redirected && replacePart(part, text)) return;
    const said = partIn(text, 'main');
    problem = [said?.querySelector('h1'), said?.querySelector('p')].map((one) => one?.textContent ?? '').join('. ');
  } catch {}
  form.removeAttribute('aria-busy');
  if (!wrong) return;
  wrong.textContent = problem;
  wrong.hidden = false;
}, true);

function closeForm(form) {
  const link = form.parentElement?.querySelector('a[data-edit]');
  form.remove();
  if (!link) return;
  link.hidden = false;
  link.focus();
}
document.addEventListener('click', async (event) => {
  const close = event.target.closest('button[data-close]');
  if (close) return closeForm(close.form);
  const link = event.target.closest('a[data-edit]');
  if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  try {
    const answer = await fetch(link.href, { headers: { 'waymark-part': 'form' } });
    const form = answer.ok && !answer.redirected && partIn(await answer.text(), 'form.edit');
    if (!form) throw new Error('no form');
    form.querySelector('button[data-close]').hidden = false;
    link.hidden = true;
    link.closest('[data-src]').append(document.adoptNode(form));
    form.querySelector('select, input:not([type="hidden"])').focus();
  } catch {
    location.assign(link.href);
  }
});
document.addEventListener('keydown', (event) => {
  const form = event.key === 'Escape' && event.target.closest?.('form.edit');
  if (form && form.querySelector('button[data-close]:not([hidden])')) closeForm(form);
});
`;
