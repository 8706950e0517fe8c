import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCluster } from '../../demo/kubernetes/cluster.ts';
import type { SimulatedCluster } from '../../demo/kubernetes/cluster.ts';
import { smallWorld } from '../integrations/kubernetes/world.ts';
import { startWorld } from './world.ts';
import type { GithubWorld } from './world.ts';

/** What a space’s own rules deny to a person is not listed, asked or suggested to them either. */
let world: GithubWorld;
let cluster: SimulatedCluster;
const admin = (text: string) => world.say('UADA', text);
const developer = (text: string) => world.say('UDEV', text);
/** What a developer may with GitHub, and a manager too. */
const usual = ['developer', 'manager'].flatMap((role) =>
  ['github:read', 'github:write', ...(role === 'manager' ? ['github:merge'] : [])].map(
    (each) => `${role}/${each}`,
  ),
);

beforeAll(async () => {
  [world, cluster] = await Promise.all([
    startWorld('enterprise'),
    startCluster({ name: 'prod', world: smallWorld(), stepMs: 0 }),
  ]);
  const connection = { name: 'corp', token: 'ghp_ada1234567890', baseUrl: world.github.url };
  expect(await world.connectGithub(connection)).toBe(201);
});
afterAll(() => Promise.all([world?.close(), cluster?.close()]));

it('repositories: neither in the list, nor among the buttons, nor as what was meant', async () => {
  expect(await developer('repos')).toMatch(/payments-api/);
  expect(await developer('prs')).toMatch(/Which repository\?/);
  const without = ['viewer/github:read', ...usual.filter((each) => !each.startsWith('developer/'))];
  await world.allowOnly('github:ada/payments-api', without);
  const listed = await developer('repos');
  expect(listed).toMatch(/1 repository on GitHub “corp”.*ada\/web/s);
  expect(listed).not.toMatch(/payments-api/);
  expect(await admin('repos')).toMatch(/2 repositories.*payments-api/s);
  // One is left: there is nothing to ask.
  expect(await developer('prs')).toMatch(/No open pull request in ada\/web/);
  expect(await admin('prs')).toMatch(/payments-api/);
  expect(await developer('prs payment-api')).not.toMatch(/payments-api/);
  expect(await admin('prs payment-api')).toMatch(/Did you mean “ada\/payments-api”/);
  // Who names it is told why not.
  expect(await developer('prs payments-api')).toMatch(/reserved|administrator/i);
  expect(await developer('prs ada/payments-api')).toMatch(/reserved|administrator/i);
});

it('a repository in which one may read and not write is offered for reading alone', async () => {
  const reading = ['viewer/github:read', ...usual.filter((each) => each !== 'developer/github:write')];
  await world.allowOnly('github:ada/payments-api', reading);
  expect(await developer('prs')).toMatch(/Which repository\?/);
  expect(await developer('issue create --title "Slow"')).toMatch(/Issue opened: ada\/web#/);
  await world.allowOnly('github:ada/payments-api', ['viewer/github:read', ...usual]);
});

it('clusters: not in the list; one that is named is refused, and not called missing', async () => {
  const id = await world.connectCluster('prod', cluster.kubeconfig());
  expect(await developer('k8s clusters')).toMatch(/prod/);
  const others = [
    'viewer/k8s:read',
    'manager/k8s:read',
    'manager/k8s:operate',
    'manager/k8s:operate-protected',
  ];
  await world.allowOnly(`k8s:${id}`, others);
  const listed = await developer('k8s clusters');
  expect(listed).not.toMatch(/prod/);
  expect(await world.say('UADA', 'k8s clusters')).toMatch(/prod/);
  expect(await developer('k8s pods --cluster prod')).toMatch(/reserved|administrator/i);
  expect(await developer('k8s pods')).toMatch(/reserved|administrator/i);
  expect(await developer('k8s pods --cluster other')).not.toMatch(/prod/);
});

it('help and the session say what is allowed under the rules, not what the role has by itself', async () => {
  const everything = [
    'k8s:read',
    'k8s:operate',
    'github:read',
    'jira:read',
    'jira:write',
    'notion:read',
    'notion:write',
  ].flatMap((each) => [`developer/${each}`, `manager/${each}`]);
  expect(await developer('help github')).toMatch(/issue create/);
  expect(await world.permissionsOf('UDEV')).toMatchObject({ 'github:write': true, 'github:merge': false });
  await world.allowOnly('', [
    'viewer/github:read',
    'viewer/k8s:read',
    ...everything,
    'developer/github:merge',
  ]);
  const help = await developer('help github');
  expect(help).not.toMatch(/issue create/);
  expect(help).toMatch(/github merge/);
  expect(await developer('github')).not.toMatch(/issue create/);
  expect(await admin('help github')).toMatch(/issue create/);
  expect(await world.permissionsOf('UDEV')).toMatchObject({ 'github:write': false, 'github:merge': true });
  expect(await world.permissionsOf('UADA')).toMatchObject({ 'github:write': true, 'tenant:manage': true });
});
