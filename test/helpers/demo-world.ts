import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Demo, startDemo } from '../../src/demo.ts';
import type { Role } from '../../src/domain/access.ts';
import { createSessions } from '../../src/store/sessions.ts';
import { createEmbeddedPlace } from './databases.ts';
import { openSession } from './session.ts';
import { silentLog } from './silent-log.ts';

/** The demo with its backlog read and its goals moved, and somebody of each role signed in. */
export interface DemoWorld {
  readonly demo: Demo;
  readonly address: string;
  readonly adminToken: string;
  /** The session cookie of somebody with this role. */
  readonly sessions: Readonly<Record<Role, { readonly name: string; readonly value: string }>>;
  stop(): Promise<void>;
}

export async function startDemoWorld(): Promise<DemoWorld> {
  const place = createEmbeddedPlace();
  const adminToken = randomBytes(24).toString('hex');
  // While the service runs the embedded store is its own, so people are let in before it starts.
  const database = await place.openDatabase();
  const sessions = createSessions(database);
  const letIn = async (role: Role) => {
    const person = { who: `${role}@sandbox.example`, name: `An ${role}`, role, groups: [] };
    return { name: 'waymark', value: await openSession(sessions, adminToken, person, new Date()) };
  };
  const opened = {
    viewer: await letIn('viewer'),
    editor: await letIn('editor'),
    admin: await letIn('admin'),
  };
  await database.close();

  const demo = await startDemo({
    env: {},
    readFile: (path) => readFileSync(path, 'utf8'),
    log: silentLog(),
    ...{ dataDir: place.dataDir, adminToken },
  });
  try {
    await demo.run(() => {});
    await demo.moveObjective();
  } catch (error) {
    await demo.stop();
    throw error;
  }
  return {
    ...{ demo, adminToken, sessions: opened, address: demo.addresses.waymark },
    async stop() {
      await demo.stop();
      await place.drop();
    },
  };
}
