import { randomBytes } from 'node:crypto';
import type { Embedded } from '../src/database/embedded.ts';
import { startNox } from './nox.ts';
import type { DemoNox } from './nox.ts';
import { startOutside } from './outside/outside.ts';
import type { Outside } from './outside/outside.ts';
import { frontDoors } from './story/front-doors.ts';
import { marieStory } from './story/marie.ts';
import { techcorpStory } from './story/techcorp.ts';

/** NOX and everything around it, with the two tenants' histories lived through. */
export interface World {
  readonly nox: DemoNox;
  readonly outside: Outside;
}

/**
 * Starts the outside world and NOX, and lets both tenants come aboard.
 * @param opened told of what was opened, so that it is closed in the opposite order, also where the start fails
 */
export async function startWorld(
  folder: string,
  starting: Promise<Embedded>,
  opened: (close: () => Promise<unknown>) => void,
): Promise<World> {
  const outside = await startOutside(folder);
  opened(() => outside.close());
  const database = await starting;
  const masterKey = randomBytes(32).toString('base64');
  const nox = await startNox(database, outside, masterKey);
  opened(() => nox.close());
  outside.slack.connectApp(nox.app.url);
  const doors = frontDoors(nox.app.url, outside.slack);
  const access = { databaseUrl: database.databaseUrl, masterKey };
  await Promise.all([techcorpStory(outside, doors, access), marieStory(outside, doors, access)]);
  await nox.app.settled();
  return { nox, outside };
}
