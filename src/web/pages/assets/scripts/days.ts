/**
 * A new form begins with the day that it is where its reader is, and tells the server which zone that was; without it the
 * day is UTC's, and the hint says so. What was typed stays.
 */
export const DAYS = `
for (const zone of document.querySelectorAll('input[data-zone-for]')) {
  const field = document.getElementById(zone.dataset.zoneFor);
  const name = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!field || !name) continue;
  const now = new Date();
  const two = (number) => String(number).padStart(2, '0');
  const today = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-');
  const { corrects } = zone.form.elements;
  const isNew = zone.value === '' && corrects.value === '' && field.value === field.defaultValue;
  if (isNew) field.value = today;
  if (today > field.max) field.max = today;
  zone.value = name;
  const hint = document.getElementById(field.id + '-hint');
  if (hint) hint.textContent = 'A day in ' + name.replaceAll('_', ' ') + '.';
}
`;
