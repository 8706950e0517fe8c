import { describe, expect, it } from 'vitest';
import { configurationOf } from '../../../../src/integrations/kubernetes/configuration.ts';
import { createMessages, sayError } from '../../../../src/messages/translate.ts';
import { kubeconfig, refusal } from './given.ts';

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
    const { makeServerCertificate } = await import('../../../../demo/kubernetes/certificate.ts');
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
