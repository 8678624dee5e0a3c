/**
 * Makes pages handier where scripts run; every page works without it. Times turn to the reader's zone, a button copies
 * what it names, filters apply when they change.
 */
export const SCRIPT = `'use strict';
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
for (const time of document.querySelectorAll('time[datetime*="T"]')) {
  const at = new Date(time.dateTime);
  if (!Number.isNaN(at.getTime())) {
    time.title = time.textContent;
    time.textContent = full.format(at);
  }
}
for (const button of document.querySelectorAll('button[data-copy]')) {
  const from = document.getElementById(button.dataset.copy);
  if (!from || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener('click', async () => {
    const before = button.textContent;
    try {
      await navigator.clipboard.writeText(from.textContent);
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'Select the text and copy it';
    }
    setTimeout(() => { button.textContent = before; }, 2000);
  });
}
for (const form of document.querySelectorAll('form[data-at-once]')) {
  form.addEventListener('submit', () => {
    for (const field of form.elements) if (field.name && field.value === '') field.disabled = true;
    form.setAttribute('aria-busy', 'true');
  });
  for (const select of form.querySelectorAll('select')) {
    select.addEventListener('change', () => form.requestSubmit());
  }
}
`;
