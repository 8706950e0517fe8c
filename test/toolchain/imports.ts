import { resolve } from 'node:path';
import { cruise } from 'dependency-cruiser';
import type { ICruiseResult } from 'dependency-cruiser';
import extractConfiguration from 'dependency-cruiser/config-utl/extract-depcruise-config';

/** What the import rules found: how many modules of ours were read, and each breach in words. */
export interface ImportReport {
  readonly modules: number;
  readonly breaches: readonly string[];
}

/** Holds the rules of `.dependency-cruiser.cjs` against `src` in `folder`. */
export async function checkImports(folder: string): Promise<ImportReport> {
  const { options, ...ruleSet } = await extractConfiguration(resolve('.dependency-cruiser.cjs'));
  const { output } = await cruise(['src'], { ...options, ruleSet, validate: true, baseDir: folder });
  const { modules, summary } = output as ICruiseResult;
  return {
    modules: modules.filter(({ source }) => source.startsWith('src/')).length,
    breaches: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
  };
}
