/**
 * Filters apply when they change and leave empty fields out of the address; a form that was sent says so, and is not
 * sent twice. Forms that are sent in place see to that themselves.
 */
export const FORMS = `
for (const form of document.querySelectorAll('form[data-at-once]')) {
  form.addEventListener('submit', () => {
    for (const field of form.elements) if (field.name && field.value === '') field.disabled = true;
  });
  for (const select of form.querySelectorAll('select')) {
    select.addEventListener('change', () => form.requestSubmit());
  }
}
for (const form of document.forms) {
  if (form.dataset.inPlace !== undefined) continue;
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    if (form.getAttribute('aria-busy') === 'true') event.preventDefault();
    form.setAttribute('aria-busy', 'true');
  });
}
addEventListener('pageshow', (event) => {
  if (!event.persisted) return;
  for (const form of document.forms) {
    form.removeAttribute('aria-busy');
    for (const field of form.elements) if (form.dataset.atOnce !== undefined) field.disabled = false;
  }
});
`;
