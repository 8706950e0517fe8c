import { Ajv } from 'ajv';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startJira } from '../../../demo/jira/jira.ts';
import type { SimulatedJira } from '../../../demo/jira/jira.ts';
import { techcorpJira } from '../../../demo/jira/worlds.ts';

/**
 * The simulated Jira's answers against what Atlassian publishes of them, as far as NOX reads it
 * (https://developer.atlassian.com/cloud/jira/platform/rest/v3/): which properties there may be, and of which type.
 */
const text = { type: 'string' };
const flag = { type: 'boolean' };
const whole = { type: 'integer' };
const any = {};

/** An object with these properties and no other; those in `always` are never missing. */
function shape(properties: Readonly<Record<string, object>>, ...always: readonly string[]): object {
  return { type: 'object', properties, required: always, additionalProperties: false };
}

const list = (items: object) => ({ type: 'array', items });

const user = shape(
  {
    self: text,
    accountId: text,
    accountType: { enum: ['atlassian', 'app', 'customer', 'unknown'] },
    emailAddress: text,
    displayName: text,
    active: flag,
    timeZone: text,
    locale: text,
    expand: text,
  },
  'accountId',
  'displayName',
  'active',
);
const project = shape(
  {
    self: text,
    id: text,
    key: text,
    name: text,
    simplified: flag,
    isPrivate: flag,
    projectTypeKey: { enum: ['software', 'service_desk', 'business'] },
  },
  'id',
  'key',
  'name',
);
const status = {
  type: 'object',
  required: ['id', 'name', 'statusCategory'],
  properties: {
    id: text,
    name: text,
    statusCategory: shape({ id: whole, key: text, name: text, colorName: text, self: text }, 'key'),
  },
};
const issue = shape(
  { expand: text, id: text, key: text, self: text, fields: { type: 'object' } },
  'id',
  'key',
  'fields',
);
const comment = {
  type: 'object',
  required: ['id', 'author', 'body', 'created'],
  properties: {
    author: user,
    body: { type: 'object', required: ['type', 'version', 'content'] },
    created: text,
  },
};
const field = shape(
  {
    required: flag,
    schema: any,
    name: text,
    key: text,
    hasDefaultValue: flag,
    operations: list(text),
    allowedValues: list(any),
  },
  'required',
  'schema',
  'name',
  'key',
  'operations',
);
const transition = {
  type: 'object',
  required: ['id', 'name', 'to'],
  properties: { id: text, name: text, to: status, fields: { type: 'object', additionalProperties: field } },
};
const errors = shape(
  { errorMessages: list(text), errors: { type: 'object' }, status: whole },
  'errorMessages',
  'errors',
);

const answers: readonly (readonly [path: string, shape: object, body?: object])[] = [
  ['/myself', user],
  ['/user/search?query=a', list(user)],
  ['/user/assignable/search?project=PAY&query=', list(user)],
  [
    '/serverInfo',
    shape(
      {
        baseUrl: text,
        version: text,
        versionNumbers: list(whole),
        deploymentType: text,
        buildNumber: whole,
        buildDate: text,
        serverTime: text,
        scmInfo: text,
        serverTitle: text,
      },
      'baseUrl',
      'version',
      'deploymentType',
    ),
  ],
  ['/issue/PAY-2', issue],
  [
    '/issue/PAY-2/comment',
    shape({ comments: list(comment), startAt: whole, maxResults: whole, total: whole }, 'comments'),
  ],
  [
    '/issue/PAY-2/transitions?expand=transitions.fields',
    shape({ expand: text, transitions: list(transition) }, 'transitions'),
  ],
  [
    '/project/search',
    shape(
      { self: text, maxResults: whole, startAt: whole, total: whole, isLast: flag, values: list(project) },
      'values',
    ),
  ],
  [
    '/priority',
    list(shape({ self: text, id: text, name: text, statusColor: text, isDefault: flag }, 'id', 'name')),
  ],
  [
    '/search/jql',
    shape({ issues: list(issue), isLast: flag, nextPageToken: text }, 'issues', 'isLast'),
    { jql: 'project = PAY', fields: ['*all'], maxResults: 2 },
  ],
  ['/search/jql', errors, { jql: 'nothing of the kind' }],
  ['/issue', errors, { fields: {} }],
  ['/issue/NOPE-1', errors],
  [
    '/issue',
    shape({ id: text, key: text, self: text }, 'id', 'key', 'self'),
    { fields: { project: { key: 'PAY' }, issuetype: { name: 'Bug' }, summary: 'x' } },
  ],
];

let jira: SimulatedJira;
beforeAll(async () => {
  jira = await startJira({ world: techcorpJira() });
});
afterAll(() => jira.close());

it.each(answers.map((each, at) => [at, ...each] as const))('%i %s', async (_at, path, schema, body) => {
  const { email, apiToken } = jira.credentials;
  const response = await fetch(`${jira.url}/rest/api/3${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Basic ${Buffer.from(`${email}:${apiToken}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const ajv = new Ajv({ allErrors: true });
  ajv.validate(schema, await response.json());
  expect(ajv.errors).toBeNull();
});
