import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { checkImports } from './imports.ts';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

/** A source tree of its own, with these files. */
function planted(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'imports-'));
  folders.push(folder);
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

it('reads every module of ours and finds the rules kept', async () => {
  const { modules, breaches } = await checkImports('.');
  expect(breaches).toEqual([]);
  expect(modules).toBeGreaterThan(150);
});

it.each([
  ['src/core/a.ts', "import type { B } from '../commands/b.ts';\nexport type A = B;\n", /^core imports only/],
  [
    'src/messages/a.ts',
    "import { b } from '../commands/b.ts';\nexport const a = b;\n",
    /^messages imports only/,
  ],
  ['src/surfaces/web/a.ts', "export { b } from '../../database/b.ts';\n", /^surfaces\/web imports only/],
  [
    'src/tenancy/a.ts',
    "import { drizzle } from 'drizzle-orm/postgres-js';\nexport const a = drizzle;\n",
    /^drizzle-orm only in/,
  ],
  [
    'src/commands/a.ts',
    "import type { Octokit } from '@octokit/rest';\nexport type A = Octokit;\n",
    /^@octokit only in/,
  ],
  ['src/commands/a.ts', "import Stripe from 'stripe';\nexport const a = Stripe;\n", /^stripe only in/],
  ['src/monitoring/a.ts', "export { b } from '../surfaces/slack/b.ts';\n", /^monitoring imports only/],
  [
    'src/commands/a.ts',
    "export const a = () => import('../surfaces/slack/b.ts');\n",
    /^commands imports only/,
  ],
])('tells a breach planted in %s', async (file, content, rule) => {
  const other = 'export const b = 1;\nexport type B = typeof b;\n';
  const folder = planted({
    [file]: content,
    'src/commands/b.ts': other,
    'src/database/b.ts': other,
    'src/surfaces/slack/b.ts': other,
  });
  const { modules, breaches } = await checkImports(folder);
  expect(modules).toBe(4);
  expect(breaches).toEqual([expect.stringMatching(rule)]);
});
