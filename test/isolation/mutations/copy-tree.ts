import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mutation } from './mutation.ts';

const root = process.cwd();
const copied = [
  'src',
  'drizzle',
  'demo',
  'manifests',
  'test',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
];

/** A copy of the project whose sources may be spoilt. */
export interface Tree {
  /** Applies a mutation, runs what must notice it, and takes it back. Errors: an Error where it no longer applies. */
  try(mutation: Mutation): Promise<Outcome>;
  /** Runs tests as the sources are. */
  run(file: string, name: string): Promise<Outcome>;
  remove(): Promise<void>;
}

export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** What the runner said, for a person who looks into it. */
  readonly said: string;
}

export async function copyTree(): Promise<Tree> {
  const folder = await mkdtemp(join(tmpdir(), 'nox-mutant-'));
  for (const each of copied) await cp(join(root, each), join(folder, each), { recursive: true });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  // The cache of transformed sources is the copy's own: two of them run at once.
  const config = join(folder, 'vitest.config.ts');
  const text = await readFile(config, 'utf8');
  await writeFile(
    config,
    text.replace(
      'test: {',
      "test: { experimental: { fsModuleCache: true, fsModuleCachePath: '.transformed' },",
    ),
  );

  async function run(file: string, name: string): Promise<Outcome> {
    const report = join(folder, 'report.json');
    await rm(report, { force: true });
    const chosen = name === '' ? [] : ['-t', name];
    const reporting = ['--bail=1', '--reporter=json', `--outputFile=${report}`];
    const said = await vitest(folder, ['run', file, ...reporting, ...chosen]);
    const text = await readFile(report, 'utf8').catch(() => '{}');
    const { numPassedTests: passed = 0, numFailedTests: failed = 0 } = JSON.parse(text) as {
      numPassedTests?: number;
      numFailedTests?: number;
    };
    return { passed, failed, said };
  }

  return {
    run,
    async try({ changes, noticedBy }) {
      const originals = new Map<string, string>();
      try {
        for (const { file, find, put } of changes) {
          const path = join(folder, file);
          const before = await readFile(path, 'utf8');
          if (before.split(find).length !== 2) throw new Error(`${file} does not hold once: ${find}`);
          if (!originals.has(path)) originals.set(path, before);
          await writeFile(
            path,
            before.replace(find, () => put),
          );
        }
        return await run(...noticedBy);
      } finally {
        for (const [path, before] of originals) await writeFile(path, before);
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function vitest(cwd: string, given: readonly string[]): Promise<string> {
  const program = join(root, 'node_modules/vitest/vitest.mjs');
  const { VITEST: _vitest, VITEST_POOL_ID: _pool, VITEST_WORKER_ID: _worker, ...inherited } = process.env;
  // What was compiled and transformed once is not compiled for each mutation again.
  const env = { ...inherited, NODE_COMPILE_CACHE: join(cwd, '.compiled') };
  const child = spawn(process.execPath, [program, ...given], { cwd, env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', () => done(said));
  });
}
