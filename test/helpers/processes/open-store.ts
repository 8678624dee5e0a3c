import { SetupError } from '../../../src/domain/errors.ts';
import { type DatabaseSettings, openDatabase } from '../../../src/store/database.ts';
import { print, quietLog } from './common.ts';

/** Opens a database, says `open` or `refused <why>`, and holds it until it is ended. */
const settings = JSON.parse(process.argv[2] ?? '') as DatabaseSettings;
try {
  const database = await openDatabase(settings, { log: quietLog });
  process.on('SIGTERM', async () => {
    await database.close();
    process.exit(0);
  });
  setInterval(() => {}, 1_000);
  print('open');
} catch (error) {
  print(`${error instanceof SetupError ? 'refused' : 'failed'} ${String(error).replaceAll('\n', ' ')}`);
  process.exit(1);
}
