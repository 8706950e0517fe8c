import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readKubeconfig } from '../../../../src/integrations/kubernetes/kubeconfig.ts';
import { createMessages, isMessageKey, sayError } from '../../../../src/messages/translate.ts';
import { layCanary } from './canary.ts';
import type { Canary } from './canary.ts';
import { kubeconfig, refusal } from './given.ts';
import type { Parts } from './given.ts';

let canary: Canary;
beforeAll(async () => {
  canary = await layCanary();
});
afterAll(() => canary?.remove());

describe('doors', () => {
  const doors: Record<string, () => Parts> = {
    exec: () => ({
      user: { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: canary.program } },
    }),
    'auth-provider': () => ({
      user: { 'auth-provider': { name: 'gcp', config: { 'cmd-path': canary.program, 'cmd-args': 'x' } } },
    }),
    tokenFile: () => ({ user: { tokenFile: canary.secretFile } }),
    'token-file': () => ({ user: { token: 'abc', 'token-file': canary.secretFile } }),
    'certificate-authority': () => ({ cluster: { 'certificate-authority': canary.secretFile } }),
    'client-certificate': () => ({
      user: { 'client-certificate': canary.secretFile, 'client-key': canary.secretFile },
    }),
    'client-key': () => ({ user: { token: 'abc', 'client-key': canary.secretFile } }),
    'proxy-url': () => ({ cluster: { 'proxy-url': 'http://127.0.0.1:1' } }),
    'insecure-skip-tls-verify': () => ({ cluster: { 'insecure-skip-tls-verify': true } }),
    'tls-server-name': () => ({ cluster: { 'tls-server-name': 'elsewhere' } }),
    as: () => ({ user: { token: 'abc', as: 'system:admin' } }),
    'as-groups': () => ({ user: { token: 'abc', 'as-groups': ['system:masters'] } }),
    'as-uid': () => ({ user: { token: 'abc', 'as-uid': '0' } }),
    'as-user-extra': () => ({ user: { token: 'abc', 'as-user-extra': { a: ['b'] } } }),
    impersonate: () => ({ user: { token: 'abc', impersonate: 'root' } }),
    username: () => ({ user: { username: 'admin', password: 'admin' } }),
    password: () => ({ user: { token: 'abc', password: 'admin' } }),
    'something-new': () => ({ user: { token: 'abc', 'something-new': 1 } }),
    include: () => ({ top: { include: canary.secretFile } }),
    'exec-in-cluster': () => ({ cluster: { 'exec-in-cluster': canary.program } }),
  };

  it.each(Object.keys(doors))('refuses %s by name, and says what to give instead', async (field) => {
    const error = await refusal(kubeconfig(doors[field]?.()));
    expect(error.code).toBe('kubeconfig_refused');
    expect(error.params['field']).toBe(field);
    expect(isMessageKey(String(error.params['instead']))).toBe(true);
    for (const locale of ['fr', 'en'] as const) {
      const said = sayError(createMessages()(locale), error);
      expect(said).toContain(field);
      expect(said).not.toContain('k8s.');
      expect(said).not.toContain(canary.word);
    }
  });

  it('has run nothing, and read no file, for any of them', async () => {
    for (const door of Object.values(doors)) await refusal(kubeconfig(door()));
    expect(existsSync(canary.touched)).toBe(false);
    expect(await readFile(canary.secretFile, 'utf8')).toBe(canary.word);
  });

  it('knows that its canary program would have left a trace', async () => {
    const { execFileSync } = await import('node:child_process');
    execFileSync(canary.program);
    expect(existsSync(canary.touched)).toBe(true);
    await rm(canary.touched);
  });

  it('takes a door that is there but shut', () => {
    const shut = { 'insecure-skip-tls-verify': false, 'proxy-url': '' };
    expect(readKubeconfig(kubeconfig({ cluster: shut })).token).toBe('abc');
  });

  it('looks at the current context alone', () => {
    const text = kubeconfig({
      top: {
        users: [
          { name: 'u', user: { token: 'abc' } },
          { name: 'other', user: { exec: { command: canary.program } } },
        ],
        contexts: [
          { name: 'here', context: { cluster: 'c', user: 'u' } },
          { name: 'there', context: { cluster: 'c', user: 'other' } },
        ],
      },
    });
    expect(readKubeconfig(text)).toEqual({
      server: 'https://203.0.113.7:6443',
      token: 'abc',
      ca: undefined,
      cert: undefined,
      key: undefined,
    });
  });
});
