import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readKubeconfig } from '../../../../src/integrations/kubernetes/kubeconfig.ts';
import { layCanary } from './canary.ts';
import type { Canary } from './canary.ts';
import { kubeconfig, refusal } from './given.ts';

let canary: Canary;
beforeAll(async () => {
  canary = await layCanary();
});
afterAll(() => canary?.remove());

describe('doors that are smuggled in', () => {
  const evil = () => `exec: {apiVersion: client.authentication.k8s.io/v1, command: ${canary.program}}`;
  const withUser = (user: string) =>
    kubeconfig().replace(/users:[\s\S]*?contexts:/, `users:\n  - name: u\n    user: ${user}\ncontexts:`);

  const smuggled: Record<string, () => string> = {
    'by a merge key': () => `x: &evil {${evil()}}\n${withUser('{<<: *evil, token: abc}')}`,
    'by an alias': () => `x: &evil {${evil()}}\n${withUser('*evil')}`,
    'under an escaped name': () => withUser(`{token: abc, "\\x65xec": {command: ${canary.program}}}`),
    'under a tagged name': () => withUser(`{token: abc, !!str exec: {command: ${canary.program}}}`),
    'under a name of other letters': () => withUser(`{token: abc, Exec: {command: ${canary.program}}}`),
    'under a name of many parts': () => withUser(`{token: abc, ? [exec] : {command: ${canary.program}}}`),
    'as JSON': () =>
      JSON.stringify({
        kind: 'Config',
        'current-context': 'here',
        clusters: [{ name: 'c', cluster: { server: 'https://203.0.113.7' } }],
        users: [{ name: 'u', user: { token: 'abc', exec: { command: canary.program } } }],
        contexts: [{ name: 'here', context: { cluster: 'c', user: 'u' } }],
      }),
    'in a second document': () => `${kubeconfig()}...\n---\n${withUser(`{${evil()}}`)}`,
    'behind a directive': () => `%TAG !x! tag:yaml.org,2002:\n---\n${withUser(`!x!map {${evil()}}`)}`,
    'by a tag that includes': () => withUser(`{token: !include ${canary.secretFile}}`),
    'by a tag that reads the environment': () => withUser('{token: !env HOME}'),
    'as a file instead of a token': () => withUser(`{token: {file: ${canary.secretFile}}}`),
    'as a list of users': () => withUser(`[{${evil()}}]`),
    'as an authority that is a path': () =>
      kubeconfig({ cluster: { 'certificate-authority-data': canary.secretFile } }),
    'as a key that is a path': () =>
      kubeconfig({
        user: { 'client-certificate-data': canary.secretFile, 'client-key-data': canary.secretFile },
      }),
    'as a server that is a file': () => kubeconfig({ cluster: { server: `file://${canary.secretFile}` } }),
    'as a server behind another': () => kubeconfig({ cluster: { server: 'https://203.0.113.7@10.0.0.1' } }),
    'as a server in other digits': () => kubeconfig({ cluster: { server: 'https://0x7f.1:6443' } }),
  };

  it('would be taken without them', () => {
    expect(readKubeconfig(withUser('{token: abc}')).token).toBe('abc');
  });

  it.each(Object.keys(smuggled))('%s are refused, and neither run nor read', async (way) => {
    const error = await refusal(smuggled[way]?.() ?? '');
    expect(error.code).toMatch(/^(kubeconfig_refused|bad_input|egress_refused)$/);
    expect(JSON.stringify(error.params)).not.toContain(canary.word);
    expect(existsSync(canary.touched)).toBe(false);
  });

  it('are not found in the process either: its own kubeconfig, home and service account are not looked at', async () => {
    const { startCluster } = await import('../../../../demo/kubernetes/cluster.ts');
    const { clientFor, smallWorld } = await import('../world.ts');
    const own = await startCluster({ name: 'own', world: smallWorld(), stepMs: 0 });
    const given = await startCluster({ name: 'given', world: smallWorld(), stepMs: 0 });
    await writeFile(join(canary.folder, 'config'), own.kubeconfig());
    vi.stubEnv('KUBECONFIG', join(canary.folder, 'config'));
    vi.stubEnv('KUBERNETES_SERVICE_HOST', '127.0.0.1');
    vi.stubEnv('KUBERNETES_SERVICE_PORT', new URL(own.url).port);
    vi.stubEnv('HOME', canary.folder);
    const client = clientFor(given);
    await client.namespaces();
    await client.close();
    vi.unstubAllEnvs();
    expect([own.requests.length, given.requests.length]).toEqual([0, 1]);
    await Promise.all([own.close(), given.close()]);
  });
});
