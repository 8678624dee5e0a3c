/** A plain table for a terminal. Cells may hold anybody's text, so what steers a terminal is taken out. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows].map((row) => row.map((cell) => harmless(cell)));
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** Control characters, and those that turn the direction of writing, become spaces; cut to `limit`. */
export function harmless(cell: string, limit = 200): string {
  return cell.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ').slice(0, limit);
}
