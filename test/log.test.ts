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
