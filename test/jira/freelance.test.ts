import { afterAll, beforeAll, expect, test } from 'vitest';
import { textOf } from '../../demo/jira/document.ts';
import { startJira } from '../../demo/jira/jira.ts';
import type { SimulatedJira } from '../../demo/jira/jira.ts';
import { clientAJira, techcorpJira } from '../../demo/jira/worlds.ts';
import { buttonIn, openSpace } from '../support/space.ts';
import type { Space } from '../support/space.ts';

/** A freelancer with two Jiras: a client's Data Center, by a personal access token, and a mission's Cloud. */
let space: Space;
let shop: SimulatedJira;
let mission: SimulatedJira;

beforeAll(async () => {
  space = await openSpace('freelance', 'marie@freelance.example', { UMARIE: 'Marie Dubois' });
  shop = await startJira({ world: clientAJira(), deployment: 'server' });
  mission = await startJira({ world: techcorpJira() });
  const { apiToken } = shop.credentials;
  const first = await space.connect('jira', { name: 'client-a', baseUrl: shop.url, apiToken });
  expect([first.status, first.body.details]).toMatchObject([201, { version: 'Data Center 9.12.15' }]);
  const second = await space.connect('jira', {
    name: 'mission',
    baseUrl: mission.url,
    ...mission.credentials,
  });
  expect(second.status).toBe(201);
});
afterAll(async () => {
  await space?.close();
  await Promise.all([shop?.close(), mission?.close()]);
});

test('which Jira is asked back, named, or decided by the project or the address', async () => {
  const asked = await space.say('jira mine');
  expect(asked).toMatch(/Dans quel Jira/);
  expect(await space.click(buttonIn(asked, 'client-a'))).toMatch(/1 ticket assigné à Marie Dubois/);
  expect(await space.say('jira search banque --jira mission')).toMatch(/PAY-4/);
  expect(await space.say('jira show shop-1')).toMatch(/Blue and green/);
  expect(await space.say('jira show PAY-4')).toMatch(/Renouveler le certificat/);
  expect(await space.say(`jira show ${shop.url}/browse/SHOP-2`)).toMatch(/cache header/);
  expect(await space.say('jira show SHOP-2 --jira nowhere')).toMatch(/client-a, mission/);
  expect(await space.say('jira show NOPE-1')).toMatch(/Dans quel Jira/);
});

test('a Data Center is spoken to in its own way: version 2, text, user names, the old search', async () => {
  expect(await space.say('jira search project = SHOP ORDER BY key --jira client-a')).toMatch(
    /3 tickets trouvés/,
  );
  expect(await space.say('jira create SHOP "Un titre" --type bug --priority haute --assignee lucas')).toMatch(
    /SHOP-4 est créé\s: Bug dans Online shop, assigné à Lucas Roux/,
  );
  expect(shop.nameOf(shop.issues.get('SHOP-4')?.priority ?? '')).toBe('High');
  expect(await space.say('jira comment SHOP-4 "Vu."')).toMatch(/commentaire est sur SHOP-4/);
  expect(textOf(shop.issues.get('SHOP-4')?.comments[0]?.body)).toContain('Vu.');
  expect(await space.say('jira show SHOP-4')).toMatch(/Vu\./);
  expect(await space.say('jira assign SHOP-4 moi')).toMatch(/assigné à Marie Dubois/);
  expect(await space.say('jira move SHOP-4 en cours')).toMatch(/à «\sIn Progress\s»/);
  expect(await space.say('jira move SHOP-4 to do')).toMatch(/à «\sTo Do\s»/);
  const paths = shop.requests.map((each) => each.path);
  expect(paths.every((path) => path.startsWith('/rest/api/2/'))).toBe(true);
  expect(paths).toContain('/rest/api/2/search');
  expect(shop.requests.every((each) => each.authorization?.startsWith('Bearer '))).toBe(true);
});

test('each token goes to its own Jira; one that is down hides nothing of the other', async () => {
  const { apiToken } = shop.credentials;
  const basic = Buffer.from(Object.values(mission.credentials).join(':')).toString('base64');
  expect(mission.requests.every((each) => each.authorization === `Basic ${basic}`)).toBe(true);
  expect(shop.requests.every((each) => each.authorization === `Bearer ${apiToken}`)).toBe(true);
  await mission.close();
  expect(await space.say('jira show SHOP-1')).toMatch(/Blue and green/);
  expect(await space.say('jira show PAY-1 --jira mission')).toMatch(/injoignable/);
});
