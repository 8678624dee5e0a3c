import { lockFolder } from '../../../src/store/folder-lock.ts';
import { print } from './common.ts';

/** Locks a folder, says `open` or `refused`, and keeps it until it is ended. */
const folder = JSON.parse(process.argv[2] ?? '') as string;
try {
  const lock = await lockFolder(folder);
  process.on('SIGTERM', async () => {
    await lock.release();
    process.exit(0);
  });
  setInterval(() => {}, 1_000);
  print('open');
} catch {
  print('refused');
}
