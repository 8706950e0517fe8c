import { createEmulator } from 'emulate';
import type { Emulator } from 'emulate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, startNox } from '../support/nox.ts';
import type { TestNox } from '../support/nox.ts';
import { startWorkspaces } from '../support/workspaces.ts';
import type { Workspaces } from '../support/workspaces.ts';

let nox: TestNox;
let workspaces: Workspaces;
let github: Emulator;

beforeAll(async () => {
  github = await createEmulator({
    service: 'github',
    port: 0,
    seed: {
      tokens: { ghp_ada1234567890: { login: 'ada', scopes: ['repo'] } },
      github: {
        users: [{ login: 'ada', name: 'Ada', email: 'ada@techcorp.fr' }],
        repos: [
          { owner: 'ada', name: 'payments-api', description: 'Paiements' },
          { owner: 'ada', name: 'web', description: 'Site' },
        ],
      },
    },
  });
  workspaces = await startWorkspaces([
    { teamId: 'TCORP', name: 'techcorp', people: { UADA: 'Ada', UOTHER: 'Otto' } },
  ]);
  nox = await startNox({ ...workspaces.env, NOX_ALLOW_PRIVATE_HOSTS: '127.0.0.1,localhost' });
});
afterAll(async () => {
  await nox?.close();
  await workspaces?.close();
  await github?.close();
});

const say = (text: string) => workspaces.say(nox, 'UADA', text);
const click = (userId: string, value: string) => workspaces.click(nox, userId, value);

test('an admin connects GitHub once, and the members of the workspace work with it', async () => {
  const space = { name: 'TechCorp', email: 'ada@techcorp.fr', password: 'correct horse battery' };
  const token = String((await call(nox, 'POST', '/api/enterprise/onboard', space)).body.token);
  expect((await workspaces.install(nox, 'TCORP', { token })).status).toBe(200);

  const connected = await call(
    nox,
    'POST',
    '/api/integrations/github',
    { token: 'ghp_ada1234567890', baseUrl: github.url },
    token,
  );
  expect([connected.status, connected.body.name]).toEqual([201, 'ada']);
  expect(connected.text).not.toContain('ghp_ada');
  const second = await call(
    nox,
    'POST',
    '/api/integrations/github',
    { name: 'two', token: 'ghp_ada1234567890', baseUrl: github.url },
    token,
  );
  expect(second.status).toBe(409);

  expect(await say('github repos')).toMatch(/payments-api/);
  const asked = await say('issues');
  const value = /"action_id":"nox:act:0","value":"([^"]+)"/.exec(asked)?.[1] ?? '';
  expect(await click('UOTHER', value)).toMatch(/déjà servi|already used/);
  expect(await click('UADA', value)).toMatch(/ada\/(payments-api|web)/);
  expect(await click('UADA', value)).toMatch(/already used|déjà servi/);
  expect(await say('issues payments-api')).toMatch(/ada\/payments-api/);
  expect(await say('issues payment-api')).toMatch(/payments-api/);
  expect(await say('status')).toMatch(/GitHub.*ada/s);

  const elsewhere = String(
    (await call(nox, 'POST', '/api/freelance/onboard', { ...space, email: 'm@m.fr' })).body.token,
  );
  const foreign = await call(nox, 'DELETE', `/api/integrations/${connected.body.id}`, undefined, elsewhere);
  expect(foreign.status).toBe(404);
  expect((await call(nox, 'DELETE', `/api/integrations/${connected.body.id}`, undefined, token)).status).toBe(
    204,
  );
  expect(await say('github repos')).toMatch(/not connected|pas encore connecté/);
  expect(nox.logged.join('')).not.toContain('ghp_ada');
});
