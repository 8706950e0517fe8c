import { Writable } from 'node:stream';
import { DrizzleQueryError } from 'drizzle-orm/errors';
import { expect, test } from 'vitest';
import { createLogger } from '../src/log.ts';

test('of a query that failed the statement is logged, and neither its parameters nor an upstream’s body', () => {
  const logged: string[] = [];
  const sink = new Writable({ write: (chunk, _encoding, done) => done(void logged.push(String(chunk))) });
  const log = createLogger('info', sink);
  const cause = new Error('HTTP-Code: 403\nBody: canary-body\n    at canary-body (x)');
  const failed = new DrizzleQueryError('insert into tenant_users values ($1)', ['canary@example.com'], cause);
  log.error({ err: failed }, 'a command failed');
  expect(logged.join('')).toContain('insert into tenant_users');
  expect(logged.join('')).toContain('HTTP-Code: 403');
  expect(logged.join('')).toMatch(/"at .*log\.test\.ts/);
  expect(logged.join('')).not.toMatch(/canary@example|canary-body/);
});

test('a secret is taken out whatever way it took into a line, and the line stays JSON', () => {
  const logged: string[] = [];
  const sink = new Writable({ write: (chunk, _encoding, done) => done(void logged.push(String(chunk))) });
  const log = createLogger('info', sink);
  const secrets = [
    'xoxb-1-canary',
    'xoxe.xoxb-1-canary',
    'xapp-1-canary',
    'ghp_canarycanary',
    'Bearer canary"quoted',
    'postgres://nox:canary@db/nox',
    `7-${'canary'.padEnd(32, 'x')}`,
  ];
  for (const secret of secrets) {
    const deep = { tenantId: 7, a: { b: { c: [secret] } } };
    log.error({ ...deep, err: new Error(secret, { cause: new Error(`said ${secret}`) }) }, `with ${secret}`);
    log.warn({ tenantId: 7, token: secret, one: { password: secret } }, 'named');
  }
  expect(logged.join('')).not.toContain('canary@');
  expect(logged.join('').replaceAll('quoted', '')).not.toMatch(/canary(?!\\")/);
  for (const line of logged) expect(JSON.parse(line)).toMatchObject({ tenantId: 7 });
});
