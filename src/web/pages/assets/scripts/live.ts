/**
 * A page with `data-live` listens to that stream while it is looked at. When something changed it asks for itself again
 * and takes over what is different, node by node, so that focus, scroll and what somebody is typing stay. A hidden tab
 * keeps no connection: a browser has only a few for each site. With `data-again` a page looks at itself every so many
 * milliseconds, for as long as that stands on it.
 */
export const LIVE = `
const leftAlone = 'form:focus-within, form[aria-busy], form.edit, [data-live], [data-live-words], [data-copy], [data-print]';
function keyOf(node) {
  return node.nodeType === 1 ? node.dataset.card ?? (node.id || null) : null;
}
function morph(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (old.nodeType !== 1) {
    old.nodeValue = fresh.nodeValue;
    return;
  }
  // Whoever is filling in a form of this card goes on undisturbed.
  if (old.matches(leftAlone) || (old.matches('.card') && old.querySelector('form.edit'))) return;
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !(name === 'open' && old.matches('details'))) old.removeAttribute(name);
  }
  const keyed = new Map([...old.childNodes].map((node) => [keyOf(node), node]).filter(([key]) => key !== null));
  let at = old.firstChild;
  for (const node of [...fresh.childNodes]) {
    const key = keyOf(node);
    const same = key !== null ? keyed.get(key) : at && keyOf(at) === null ? at : null;
    if (!same || same.nodeType !== node.nodeType || same.nodeName !== node.nodeName) {
      old.insertBefore(document.adoptNode(node), at);
      continue;
    }
    if (same !== at) old.insertBefore(same, at);
    morph(same, node);
    at = same.nextSibling;
  }
  while (at) {
    const next = at.nextSibling;
    if (at.nodeType !== 1 || !at.matches(leftAlone)) at.remove();
    at = next;
  }
}
function cardsNow() {
  return new Map([...document.querySelectorAll('[data-card]')].map((card) => {
    const head = card.closest('.column')?.querySelector('h2, h3');
    return [card.dataset.card, {
      name: card.querySelector('.foot bdi')?.textContent ?? 'A mission',
      stage: head?.firstChild?.textContent.trim() ?? '',
      text: card.textContent,
    }];
  }));
}
function differences(before, after) {
  const words = [];
  for (const [id, { name, stage, text }] of after) {
    const was = before.get(id);
    if (!was) words.push(name + ' is new here');
    else if (was.stage !== stage) words.push(name + ' is now ' + stage);
    else if (was.text !== text) words.push(name + ' changed');
  }
  for (const [id, { name }] of before) if (!after.has(id)) words.push(name + ' is no longer here');
  return words;
}
let saidAt = 0;
async function look() {
  let text;
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    // Signed out, or gone: the page stays as it is until somebody asks for more.
    if (answer.redirected || !answer.ok) return;
    text = await answer.text();
  } catch {
    return;
  }
  const fresh = new DOMParser().parseFromString(text, 'text/html').querySelector('main');
  const main = document.querySelector('main');
  if (!fresh || !main) return;
  localTimes(fresh);
  const before = cardsNow();
  const was = main.textContent;
  morph(main, fresh);
  for (const part of main.querySelectorAll('[data-src][data-sending]')) {
    if (!waits.has(part.dataset.src)) watchPart(part);
  }
  const words = document.querySelector('[data-live-words]');
  const told = differences(before, cardsNow());
  if (words && told.length > 0) {
    words.textContent = told.slice(0, 3).join(', ') + (told.length > 3 ? ', and ' + (told.length - 3) + ' more' : '');
  } else if (words && was !== main.textContent && Date.now() - saidAt > 30000) {
    saidAt = Date.now();
    words.textContent = 'The page was updated';
  }
}
function lookAgain() {
  const { again } = document.querySelector('[data-again]')?.dataset ?? {};
  if (again) setTimeout(() => look().then(lookAgain), Number(again));
}
lookAgain();
const live = document.querySelector('[data-live]');
if (live && 'EventSource' in window) {
  const atMostEveryMs = 3000;
  let source = null;
  let timer = null;
  let lookedAt = 0;
  const lookNow = () => {
    timer = null;
    lookedAt = Date.now();
    look();
  };
  const soon = () => {
    if (timer === null) timer = setTimeout(lookNow, Math.max(250, lookedAt + atMostEveryMs - Date.now()));
  };
  const listen = () => {
    if (source || document.hidden) return;
    source = new EventSource(live.dataset.live);
    source.addEventListener('open', () => { live.hidden = false; });
    source.addEventListener('changed', soon);
    source.addEventListener('error', () => {
      live.hidden = true;
      if (source?.readyState !== EventSource.CLOSED) return;
      hush();
      setTimeout(() => { if (!document.hidden) { listen(); soon(); } }, 60000);
    });
  };
  const hush = () => {
    source?.close();
    source = null;
    live.hidden = true;
  };
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) hush();
    else {
      listen();
      soon();
    }
  });
  addEventListener('pagehide', hush);
  addEventListener('pageshow', (event) => { if (event.persisted) { listen(); soon(); } });
  listen();
}
`;
