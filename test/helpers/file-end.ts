/** What is to be done at the end of the test file that runs; a setup file does it, because modules are loaded once a worker. */
const endings: (() => Promise<void>)[] = [];

export function atFileEnd(ending: () => Promise<void>): void {
  endings.push(ending);
}

export async function endFile(): Promise<void> {
  await Promise.all(endings.splice(0).map((ending) => ending()));
}
