/** Moments in the reader's time zone; without it they stand there in UTC, and say so. */
export const TIMES = `
function localTimes(root) {
  const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  for (const time of root.querySelectorAll('time[datetime*="T"]:not([title])')) {
    const at = new Date(time.dateTime);
    if (Number.isNaN(at.getTime())) continue;
    time.title = time.textContent;
    time.textContent = full.format(at);
  }
}
localTimes(document);
`;
