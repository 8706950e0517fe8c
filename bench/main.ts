import { parseArgs } from 'node:util';
import { benchMemory } from './parts/memory.ts';
import { benchMonitoring } from './parts/monitoring.ts';
import { benchPages } from './parts/pages.ts';
import { benchProvisioning } from './parts/provisioning.ts';
import { benchRequests } from './parts/requests.ts';
import { printFigures } from './print.ts';
import type { Figures } from './print.ts';

const usage = `npm run bench -- [--json] [--quick] [--only cpu|provisioning|memory|monitoring|pages] [--profile folder]`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      command: { type: 'string', default: 'status' },
      profile: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (
    values.help ||
    (values.only !== undefined &&
      !['cpu', 'provisioning', 'memory', 'monitoring', 'pages'].includes(values.only))
  ) {
    process.stderr.write(`${usage}\n`);
    return values.help ? 0 : 2;
  }
  const wanted = (part: string) => values.only === undefined || values.only === part;
  const env: Record<string, string> = values.profile ? { BENCH_PROFILE: values.profile } : {};
  const rounds = values.quick
    ? { rounds: 5, requests: 1_500, warmUp: 4_000 }
    : { rounds: 9, requests: 4_000, warmUp: 12_000 };
  const plan = { tenants: 8, connections: 64, command: values.command, ...rounds };
  const figures: Figures = {
    ...(wanted('cpu') ? { requests: await benchRequests(plan, env) } : {}),
    ...(wanted('provisioning') ? { provisioning: await benchProvisioning(values.quick ? 7 : 21, env) } : {}),
    ...(wanted('memory')
      ? { memory: await benchMemory(values.quick ? [10, 100] : [10, 100, 1_000], env) }
      : {}),
    ...(wanted('monitoring') ? { monitoring: await benchMonitoring(values.quick, env) } : {}),
    ...(wanted('pages') ? { pages: await benchPages(values.quick ? 1 : 5) } : {}),
  };
  process.stdout.write(values.json ? `${JSON.stringify(figures)}\n` : printFigures(figures));
  return 0;
}

main().then(
  (status) => process.exit(status),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
