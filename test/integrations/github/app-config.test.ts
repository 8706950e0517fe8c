import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../../src/config.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
/** As GitHub gives it: PKCS#1. */
const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const app = {
  GITHUB_APP_ID: '4242',
  GITHUB_APP_SLUG: 'nox-acme',
  GITHUB_APP_PRIVATE_KEY: pem,
  GITHUB_APP_CLIENT_ID: 'Iv23.abc',
  GITHUB_APP_CLIENT_SECRET: 'a-client-secret',
};

function problems(env: Readonly<Record<string, string>>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
  }
  return '';
}

describe('the GitHub App’s settings', () => {
  it.each([
    ['as the file has it', pem],
    ['in base64', Buffer.from(pem).toString('base64')],
    ['on one line', pem.replaceAll('\n', '\\n')],
    ['as PKCS#8', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
  ])('take a private key %s', (_how, key) => {
    const { githubApp } = readConfig({ ...app, GITHUB_APP_PRIVATE_KEY: key });
    expect(githubApp).toMatchObject({ id: '4242', slug: 'nox-acme' });
    expect(githubApp?.privateKey.equals(privateKey)).toBe(true);
  });

  it('are all there, or none, and well-formed; what is wrong is told without the key', () => {
    expect(readConfig({}).githubApp).toBeUndefined();
    const { GITHUB_APP_CLIENT_SECRET: _secret, ...others } = app;
    expect(problems(others)).toMatch(/^GITHUB_APP_CLIENT_SECRET is missing/);
    const broken = pem.replace(/\n(.{10})/, '\n');
    const told = problems({ ...app, GITHUB_APP_PRIVATE_KEY: broken, GITHUB_APP_ID: 'nox' });
    expect(told).toMatch(/GITHUB_APP_ID must be .*\nGITHUB_APP_PRIVATE_KEY must be one of/);
    expect(told).not.toContain(pem.slice(40, 60));
    const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const other = curve.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(problems({ ...app, GITHUB_APP_PRIVATE_KEY: other })).toMatch(/GITHUB_APP_PRIVATE_KEY must be/);
  });
});
