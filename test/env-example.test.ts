import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';

const given = parseEnv(readFileSync('.env.example', 'utf8'));

it('.env.example names exactly the variables that the configuration reads', () => {
  const read = new Set<string>();
  const environment = new Proxy<Record<string, string | undefined>>(
    {},
    {
      get: (_none, name) => void read.add(String(name)),
      has: () => false,
    },
  );
  readConfig(environment);
  expect(Object.keys(given).sort()).toEqual([...read].sort());
});

it('.env.example starts NOX as it stands', () => {
  expect(readConfig(given)).toMatchObject({ port: 3000, databaseUrl: undefined, slack: undefined });
});
