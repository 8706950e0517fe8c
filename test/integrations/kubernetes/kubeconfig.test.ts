import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { stringify } from 'yaml';
import { isNoxError } from '../../../src/core/errors.ts';
import { createEgress } from '../../../src/integrations/egress.ts';
import { configurationOf } from '../../../src/integrations/kubernetes/configuration.ts';
import { readKubeconfig } from '../../../src/integrations/kubernetes/kubeconfig.ts';
import { kubernetesProvider } from '../../../src/integrations/kubernetes/provider.ts';
import { createMessages, isMessageKey, sayError } from '../../../src/messages/translate.ts';

const canary = 'canary-b7d1f0';
let folder = '';
let secretFile = '';
let touched = '';
/** A program that leaves a trace when it is run. */
let program = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubeconfig-'));
  secretFile = join(folder, 'secret');
  touched = join(folder, 'touched');
  program = join(folder, 'run.sh');
  await writeFile(secretFile, canary);
  await writeFile(program, `#!/bin/sh\ntouch ${touched}\necho '{}'\n`, { mode: 0o755 });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Parts {
  readonly cluster?: object;
  readonly user?: object;
  readonly context?: object;
  readonly top?: object;
}

function kubeconfig({ cluster = {}, user = { token: 'abc' }, context = {}, top = {} }: Parts = {}): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'here',
    clusters: [{ name: 'c', cluster: { server: 'https://203.0.113.7:6443', ...cluster } }],
    users: [{ name: 'u', user }],
    contexts: [{ name: 'here', context: { cluster: 'c', user: 'u', ...context } }],
    ...top,
  });
}

/** What verifying a kubeconfig is refused with: the whole way in, not the parser alone. */
async function refusal(text: string) {
  const environment = {
    // A documentation address, so that what passes the checks reaches nobody.
    egress: createEgress({ allow: ['203.0.113.7'] }),
    defaults: { githubUrl: '', notionUrl: '' },
  };
  try {
    await kubernetesProvider.verify({ kubeconfig: text }, environment, AbortSignal.timeout(300));
  } catch (error) {
    if (isNoxError(error)) return error;
    throw error;
  }
  throw new Error('was accepted');
}

describe('doors', () => {
  const doors: Record<string, () => Parts> = {
    exec: () => ({ user: { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: program } } }),
    'auth-provider': () => ({
      user: { 'auth-provider': { name: 'gcp', config: { 'cmd-path': program, 'cmd-args': 'x' } } },
    }),
    tokenFile: () => ({ user: { tokenFile: secretFile } }),
    'token-file': () => ({ user: { token: 'abc', 'token-file': secretFile } }),
    'certificate-authority': () => ({ cluster: { 'certificate-authority': secretFile } }),
    'client-certificate': () => ({ user: { 'client-certificate': secretFile, 'client-key': secretFile } }),
    'client-key': () => ({ user: { token: 'abc', 'client-key': secretFile } }),
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
    include: () => ({ top: { include: secretFile } }),
    'exec-in-cluster': () => ({ cluster: { 'exec-in-cluster': program } }),
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
      expect(said).not.toContain(canary);
    }
  });

  it('has run nothing, and read no file, for any of them', async () => {
    for (const door of Object.values(doors)) await refusal(kubeconfig(door()));
    expect(existsSync(touched)).toBe(false);
    expect(await readFile(secretFile, 'utf8')).toBe(canary);
  });

  it('knows that its canary program would have left a trace', async () => {
    const { execFileSync } = await import('node:child_process');
    execFileSync(program);
    expect(existsSync(touched)).toBe(true);
    await rm(touched);
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
          { name: 'other', user: { exec: { command: program } } },
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

describe('malformed', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c]\n`;
  const twoContexts = {
    'current-context': '',
    contexts: ['a', 'b'].map((name) => ({ name, context: { cluster: 'c', user: 'u' } })),
  };
  const cases: Record<string, [string, string]> = {
    'no YAML': ['{[', 'k8s.kubeconfig.not_yaml'],
    'a tag that makes functions': ['a: !!js/function "function(){}"', 'k8s.kubeconfig.not_yaml'],
    'an alias bomb': [`${bomb}${kubeconfig()}`, 'k8s.kubeconfig.not_yaml'],
    'an alias to itself': ['a: &a [*a]', 'k8s.kubeconfig.not_yaml'],
    'a key twice': [`${kubeconfig()}kind: Other\n`, 'k8s.kubeconfig.not_yaml'],
    'nesting without end': ['['.repeat(100_000), 'k8s.kubeconfig.not_yaml'],
    'several documents': [`${kubeconfig()}---\n${kubeconfig()}`, 'k8s.kubeconfig.several_documents'],
    'another file': ['hello', 'k8s.kubeconfig.not_kubeconfig'],
    'no context chosen of several': [kubeconfig({ top: twoContexts }), 'k8s.kubeconfig.no_current_context'],
    'a context that is not there': [
      kubeconfig({ top: { 'current-context': 'x' } }),
      'k8s.kubeconfig.dangling',
    ],
    'a user that is not there': [kubeconfig({ context: { user: 'x' } }), 'k8s.kubeconfig.dangling'],
    'a user defined twice': [
      kubeconfig({ top: { users: [1, 2].map((n) => ({ name: 'u', user: { token: `t${n}` } })) } }),
      'k8s.kubeconfig.twice',
    ],
    'no server': [kubeconfig({ cluster: { server: null } }), 'k8s.kubeconfig.incomplete'],
    'no way in': [kubeconfig({ user: {} }), 'k8s.credential.none'],
    'half a certificate': [
      kubeconfig({ user: { 'client-certificate-data': 'AAAA' } }),
      'k8s.credential.half_certificate',
    ],
    'an authority that is no base64': [
      kubeconfig({ cluster: { 'certificate-authority-data': '-----BEGIN CERTIFICATE-----' } }),
      'k8s.credential.not_base64',
    ],
    'an authority that is no certificate': [
      kubeconfig({ cluster: { 'certificate-authority-data': Buffer.from('hello').toString('base64') } }),
      'k8s.credential.bad_certificate',
    ],
    'a token with a line break': [
      kubeconfig({ user: { token: 'abc\r\nx-other: 1' } }),
      'k8s.credential.bad_token',
    ],
  };

  it.each(Object.keys(cases))('says what is wrong with %s', async (name) => {
    const [text = '', sentence = ''] = cases[name] ?? [];
    const error = await refusal(text);
    expect(error.code).toBe('bad_input');
    expect(error.sentence).toBe(sentence);
    expect(sayError(createMessages()('fr'), error)).not.toMatch(/k8s\.|undefined/);
  });

  it.each(['__proto__', 'constructor', 'prototype'])('refuses the key %s at any depth', async (key) => {
    const text = kubeconfig().replace('token: abc', `token: abc\n      ${key}:\n        polluted: yes`);
    const error = await refusal(text);
    expect(error.code).toBe('kubeconfig_refused');
    expect(error.params['field']).toBe(key);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('refuses what is larger than 256 kB', async () => {
    expect((await refusal(`# ${'x'.repeat(257 * 1024)}\n${kubeconfig()}`)).code).toBe('too_large');
  });

  it('refuses private addresses, plain http and user info before any socket', async () => {
    for (const server of [
      'https://10.0.0.1',
      'https://169.254.169.254',
      'https://[::1]:6443',
      'http://example.com',
    ])
      expect((await refusal(kubeconfig({ cluster: { server } }))).code).toBe('egress_refused');
    const withUser = await refusal(kubeconfig({ cluster: { server: 'https://me:secret@203.0.113.7' } }));
    expect(withUser.code).toBe('egress_refused');
  });

  it('refuses a key that is not the certificate’s', async () => {
    const { makeServerCertificate } = await import('../../../demo/kubernetes/certificate.ts');
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const [one, other] = [makeServerCertificate('one'), makeServerCertificate('other')];
    const given = { server: 'https://203.0.113.7', cert: base64(one.certificatePem) };
    expect(configurationOf({ ...given, key: base64(one.keyPem) }).key).toContain('PRIVATE KEY');
    expect(() => configurationOf({ ...given, key: base64(other.keyPem) })).toThrowError(
      expect.objectContaining({ sentence: 'k8s.credential.other_key' }),
    );
    expect(() => configurationOf({ ...given, key: base64('no key') })).toThrowError(
      expect.objectContaining({ sentence: 'k8s.credential.bad_key' }),
    );
  });
});

describe('doors that are smuggled in', () => {
  const evil = () => `exec: {apiVersion: client.authentication.k8s.io/v1, command: ${program}}`;
  const withUser = (user: string) =>
    kubeconfig().replace(/users:[\s\S]*?contexts:/, `users:\n  - name: u\n    user: ${user}\ncontexts:`);

  const smuggled: Record<string, () => string> = {
    'by a merge key': () => `x: &evil {${evil()}}\n${withUser('{<<: *evil, token: abc}')}`,
    'by an alias': () => `x: &evil {${evil()}}\n${withUser('*evil')}`,
    'under an escaped name': () => withUser(`{token: abc, "\\x65xec": {command: ${program}}}`),
    'under a tagged name': () => withUser(`{token: abc, !!str exec: {command: ${program}}}`),
    'under a name of other letters': () => withUser(`{token: abc, Exec: {command: ${program}}}`),
    'under a name of many parts': () => withUser(`{token: abc, ? [exec] : {command: ${program}}}`),
    'as JSON': () =>
      JSON.stringify({
        kind: 'Config',
        'current-context': 'here',
        clusters: [{ name: 'c', cluster: { server: 'https://203.0.113.7' } }],
        users: [{ name: 'u', user: { token: 'abc', exec: { command: program } } }],
        contexts: [{ name: 'here', context: { cluster: 'c', user: 'u' } }],
      }),
    'in a second document': () => `${kubeconfig()}...\n---\n${withUser(`{${evil()}}`)}`,
    'behind a directive': () => `%TAG !x! tag:yaml.org,2002:\n---\n${withUser(`!x!map {${evil()}}`)}`,
    'by a tag that includes': () => withUser(`{token: !include ${secretFile}}`),
    'by a tag that reads the environment': () => withUser('{token: !env HOME}'),
    'as a file instead of a token': () => withUser(`{token: {file: ${secretFile}}}`),
    'as a list of users': () => withUser(`[{${evil()}}]`),
    'as an authority that is a path': () =>
      kubeconfig({ cluster: { 'certificate-authority-data': secretFile } }),
    'as a key that is a path': () =>
      kubeconfig({ user: { 'client-certificate-data': secretFile, 'client-key-data': secretFile } }),
    'as a server that is a file': () => kubeconfig({ cluster: { server: `file://${secretFile}` } }),
    'as a server behind another': () => kubeconfig({ cluster: { server: 'https://203.0.113.7@10.0.0.1' } }),
    'as a server in other digits': () => kubeconfig({ cluster: { server: 'https://0x7f.1:6443' } }),
  };

  it('would be taken without them', () => {
    expect(readKubeconfig(withUser('{token: abc}')).token).toBe('abc');
  });

  it.each(Object.keys(smuggled))('%s are refused, and neither run nor read', async (way) => {
    const error = await refusal(smuggled[way]?.() ?? '');
    expect(error.code).toMatch(/^(kubeconfig_refused|bad_input|egress_refused)$/);
    expect(JSON.stringify(error.params)).not.toContain(canary);
    expect(existsSync(touched)).toBe(false);
  });

  it('are not found in the process either: its own kubeconfig, home and service account are not looked at', async () => {
    const { startCluster } = await import('../../../demo/kubernetes/cluster.ts');
    const { clientFor, smallWorld } = await import('./world.ts');
    const own = await startCluster({ name: 'own', world: smallWorld(), stepMs: 0 });
    const given = await startCluster({ name: 'given', world: smallWorld(), stepMs: 0 });
    await writeFile(join(folder, 'config'), own.kubeconfig());
    vi.stubEnv('KUBECONFIG', join(folder, 'config'));
    vi.stubEnv('KUBERNETES_SERVICE_HOST', '127.0.0.1');
    vi.stubEnv('KUBERNETES_SERVICE_PORT', new URL(own.url).port);
    vi.stubEnv('HOME', folder);
    const client = clientFor(given);
    await client.namespaces();
    await client.close();
    vi.unstubAllEnvs();
    expect([own.requests.length, given.requests.length]).toEqual([0, 1]);
    await Promise.all([own.close(), given.close()]);
  });
});
