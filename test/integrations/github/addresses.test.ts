import { expect, it } from 'vitest';
import { readReference } from '../../../src/commands/github/reference.ts';
import { apiUrlOf } from '../../../src/integrations/github/provider.ts';

it.each([
  ['https://github.com', 'https://api.github.com'],
  ['https://www.github.com/acme', 'https://api.github.com'],
  ['https://api.github.com', 'https://api.github.com'],
  ['https://git.example.com', 'https://git.example.com/api/v3'],
  ['https://git.example.com/api/v3/', 'https://git.example.com/api/v3'],
  ['https://octo.ghe.com', 'https://api.octo.ghe.com'],
  ['https://api.octo.ghe.com', 'https://api.octo.ghe.com'],
  ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
])('the API of %s is at %s', (given, expected) => {
  expect(apiUrlOf(new URL(given))).toBe(expected);
});

it.each([
  ['acme/web#12', { repository: 'acme/web', number: 12 }],
  ['web#12', { repository: 'web', number: 12 }],
  ['#12', { number: 12 }],
  ['12', { number: 12 }],
  ['web', { repository: 'web' }],
  ['acme/web.js', { repository: 'acme/web.js' }],
  [
    'https://github.com/acme/web/pull/12/files#r1',
    { host: 'github.com', repository: 'acme/web', number: 12 },
  ],
  ['https://github.com/acme/web/issues/12?x=1', { host: 'github.com', repository: 'acme/web', number: 12 }],
  ['https://github.com/acme/web.git', { host: 'github.com', repository: 'acme/web' }],
  ['git@github.com:acme/web.git', { host: 'github.com', repository: 'acme/web' }],
  ['https://GHE.example.com/acme/web/tree/main', { host: 'ghe.example.com', repository: 'acme/web' }],
  [
    'https://github.com/acme/web/actions/runs/99/job/1',
    { host: 'github.com', repository: 'acme/web', run: 99 },
  ],
  ['..', undefined],
  ['../user', undefined],
  ['acme/..#1', undefined],
  ['https://github.com/acme/..', undefined],
  ['acme/web/../../user', undefined],
  ['a b', undefined],
  ['', undefined],
])('%s names %o', (written, expected) => {
  expect(readReference(written)).toEqual(expected);
});
