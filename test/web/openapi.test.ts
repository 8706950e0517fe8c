import { Ajv2020 } from 'ajv/dist/2020.js';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordRegistered } from '../isolation/support/routes.ts';
import type { Registered } from '../isolation/support/routes.ts';
import { startSmallGithub } from '../support/small-github.ts';
import type { SmallGithub } from '../support/small-github.ts';
import { isWell, startWebWorld } from './world.ts';
import type { WebWorld } from './world.ts';

/** The API's own description: complete, and true of what the API takes and answers. */
interface Described {
  readonly requestBody?: { readonly content: Record<string, { schema: object }> };
  readonly responses: Record<string, { content?: Record<string, { schema: object }> }>;
}
interface Document {
  readonly openapi: string;
  readonly components: { readonly schemas: { readonly Problem: object } };
  readonly paths: Record<string, Record<string, Described>>;
}
let world: WebWorld;
let github: SmallGithub;
let registered: Registered;
let document: Document;
const ajv = new Ajv2020({ strict: false, validateFormats: false });
beforeAll(async () => {
  registered = recordRegistered();
  [world, github] = await Promise.all([startWebWorld(), startSmallGithub('ghp_good1234')]);
  registered.stop();
  github.on('GET /user', { body: { login: 'acme-bot' } });
  document = (await (await fetch(`${world.url}/api/openapi.json`)).json()) as Document;
});
afterAll(() => Promise.all([world?.close(), github?.close()]));

test('every route of the API is in it, and nothing else', () => {
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  );
  expect(document.openapi).toBe('3.1.1');
  expect(described.sort()).toEqual(registered.routes().filter((route) => route.includes(' /api/')));
});

test('it is a sound OpenAPI document, and the routes that were promised are in it', async () => {
  expect(await new Validator().validate({ ...document })).toEqual({ valid: true });
  for (const [method, path] of [
    ['post', '/api/enterprise/onboard'],
    ['post', '/api/freelance/onboard'],
    ['post', '/api/auth/login'],
    ['post', '/api/integrations/slack'],
    ['get', '/api/integrations'],
    ['get', '/api/tenant/{id}/dashboard'],
  ] as const) {
    const { default: refused } = document.paths[path]?.[method]?.responses ?? {};
    expect([path, refused]).toEqual([path, { $ref: '#/components/responses/Refused' }]);
  }
  // The validator does say no.
  const broken = { ...document, paths: { '/api/x': { get: { responses: { 200: {} } } } } };
  expect((await new Validator().validate(broken)).valid).toBe(false);
});

/** Calls the API and holds body and answer against the description. */
async function call(
  method: string,
  path: string,
  given: { body?: object; token?: string; at?: string } = {},
) {
  const described = document.paths[path]?.[method];
  expect(described).toBeDefined();
  const taken = described?.requestBody?.content['application/json']?.schema;
  const response = await fetch(`${world.url}${given.at ?? path}`, {
    method: method.toUpperCase(),
    headers: {
      'content-type': 'application/json',
      'accept-language': 'fr',
      ...(given.token ? { authorization: `Bearer ${given.token}` } : {}),
    },
    ...(given.body ? { body: JSON.stringify(given.body) } : {}),
  });
  const body = (await response.json().catch(() => undefined)) as Record<string, unknown> | undefined;
  const type = response.headers.get('content-type') ?? '';
  if (response.ok) {
    const schema = described?.responses[response.status]?.content?.['application/json']?.schema;
    if (schema) expect([path, ajv.validate(schema, body), ajv.errors]).toEqual([path, true, null]);
    if (taken) expect([path, ajv.validate(taken, given.body)]).toEqual([path, true]);
  } else {
    expect(type).toContain('application/problem+json');
    expect([path, ajv.validate(document.components.schemas.Problem, body), ajv.errors]).toEqual([
      path,
      true,
      null,
    ]);
    expect([body?.detail, body?.status]).toEqual([body?.error, response.status]);
    if (taken && response.status === 400)
      expect([path, given.body, ajv.validate(taken, given.body)]).toEqual([path, given.body, false]);
  }
  return { status: response.status, body };
}

test('what the API takes, answers and refuses is as the description says', async () => {
  const space = { name: 'Marie', email: 'marie@openapi.example', password: 'correct horse battery' };
  const opened = await call('post', '/api/freelance/onboard', { body: space });
  expect(opened.status).toBe(201);
  const token = String(opened.body?.token);
  expect((await call('post', '/api/enterprise/onboard', { body: space })).status).toBe(201);
  for (const body of [{}, { ...space, extra: 1 }, { ...space, password: 'short' }])
    expect((await call('post', '/api/freelance/onboard', { body })).status).toBe(400);
  const login = { email: space.email, password: space.password };
  const several = await call('post', '/api/auth/login', { body: login });
  expect([several.status, Object.keys(several.body?.choices ?? {}).length]).toEqual([409, 2]);
  const one = { ...login, tenantId: Number(opened.body?.tenantId) };
  expect((await call('post', '/api/auth/login', { body: one })).status).toBe(200);
  expect((await call('post', '/api/auth/login', { body: { ...one, password: 'x' } })).status).toBe(401);
  const tool = { name: 'client-a', token: 'ghp_good1234', baseUrl: github.url, tenantId: one.tenantId };
  expect((await call('post', '/api/integrations/github', { body: tool, token })).status).toBe(201);
  for (const body of [{}, { ...tool, also: 1 }, { ...tool, name: 1 }])
    expect((await call('post', '/api/integrations/github', { body, token })).status).toBe(400);
  expect((await call('post', '/api/integrations/k8s', { body: { server: 1 }, token })).status).toBe(400);
  expect((await call('get', '/api/integrations', { token })).status).toBe(200);
  const at = `/api/tenant/${one.tenantId}/dashboard`;
  expect((await call('get', '/api/tenant/{id}/dashboard', { token, at })).status).toBe(200);
  const foreign = await call('get', '/api/tenant/{id}/dashboard', {
    token,
    at: '/api/tenant/999999/dashboard',
  });
  expect([foreign.status, foreign.body?.error]).toEqual([403, 'Accès refusé']);
  expect((await call('delete', '/api/integrations/{id}', { token, at: '/api/integrations/1' })).status).toBe(
    204,
  );
});

test('people can read it', async () => {
  const context = await world.open({ view: 'phone' });
  const page = await context.newPage();
  await page.goto('/docs/api');
  await isWell(page, 'api-docs-fr-phone');
  expect(await page.getByRole('heading', { level: 2 }).count()).toBeGreaterThan(12);
  await context.close();
});
