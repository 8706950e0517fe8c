import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';

/** Several starts of a whole world, on a machine that may be busy. */
const patienceMs = 120_000;

/** The demo as a newcomer starts it: words in, words out, an exit status. */
const running = new Set<ChildProcessWithoutNullStreams>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
});

interface Demo {
  readonly child: ChildProcessWithoutNullStreams;
  said(): string;
  /** Resolves when something that fits has been said. */
  says(words: RegExp): Promise<string>;
  /** The exit status; null where a signal ended it. */
  readonly ended: Promise<{ readonly status: number | null; readonly complaint: string }>;
}

function start(command: string, args: readonly string[]): Demo {
  const child = spawn(command, args, { stdio: 'pipe' });
  running.add(child);
  let said = '';
  let complaint = '';
  child.stdout.setEncoding('utf8').on('data', (words: string) => void (said += words));
  child.stderr.setEncoding('utf8').on('data', (words: string) => void (complaint += words));
  const ended = new Promise<{ status: number | null; complaint: string }>((done) => {
    child.on('close', (status) => {
      running.delete(child);
      done({ status, complaint });
    });
  });
  return {
    child,
    ended,
    said: () => said,
    async says(words) {
      await expect.poll(() => said, { timeout: patienceMs, interval: 50 }).toMatch(words);
      return said;
    },
  };
}

function startDirectly(): Demo {
  return start(process.execPath, ['demo/main.ts']);
}

interface Exchange {
  /** Who spoke, and where: `paul #ops`. */
  readonly as: string;
  readonly line: string;
  readonly answer: string;
}

/** Everything that was said, by the line it answers. */
function exchanges(said: string): Exchange[] {
  const [, ...parts] = said.split(/^(\S+ [#@]\S+) › (.*)\n/m);
  return Array.from({ length: parts.length / 3 }, (_none, at) => ({
    as: parts[3 * at] ?? '',
    line: parts[3 * at + 1] ?? '',
    answer: parts[3 * at + 2] ?? '',
  }));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** The demo's folder, as `:kubectl` tells it, and its database server. */
async function homeOf(demo: Demo): Promise<{ readonly folder: string; readonly server: number }> {
  demo.child.stdin.write(':kubectl\n');
  const folder = dirname(/--kubeconfig (\S+)/.exec(await demo.says(/--kubeconfig/))?.[1] ?? '');
  const file = await readFile(join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8');
  const server = Number(file.split('\n')[0]);
  expect(isAlive(server)).toBe(true);
  return { folder, server };
}

test(
  'a script of lines is answered line by line: both tenants, a confirmation, refusals, separation',
  async () => {
    const demo = start('npm', ['run', '--silent', 'demo']);
    const lines = [
      '/nox status',
      '/nox k8s pods --cluster prod',
      '@NOX github issues payments-api',
      '/nox jira mine',
      '/nox notion search checkout',
      '/nox k8s restart web/web --cluster prod',
      '/nox k8s scale web/web 4 --cluster staging',
      ':click 1',
      '/nox k8s pods --cluster client-a',
      ':as victor #partenaires',
      '@NOX status',
      '/nox status',
      ':as marie @NOX',
      'k8s clusters',
      ':as lucas',
      '/nox status',
      ':as julie',
      '/nox k8s restart shop --cluster client-a',
      ':as nina',
      '/nox help',
      ':lang en',
      ':as paul @NOX',
      'status',
      'signin',
      ':as nobody',
      ':as paul #nowhere',
      ':click 9',
      ':dance',
      ':people',
      ':web',
    ];
    demo.child.stdin.end(`${lines.join('\n')}\n`);
    const { status, complaint } = await demo.ended;
    const said = demo.said();
    expect([status, complaint]).toEqual([0, '']);
    expect(said).toMatch(/^Bonjour ! NOX est prêt/m);
    const all = exchanges(said);
    expect(all.map((each) => each.line)).toEqual(lines);
    const answer = (as: string, line: string) =>
      all.find((each) => each.as === as && each.line === line)?.answer ?? `${as} did not say ${line}`;
    const paul = (line: string) => answer('paul #ops', line);

    expect(paul('/nox status')).toMatch(/Paul Mercier \(développeur\).*TechCorp.*staging/s);
    expect(paul('/nox k8s pods --cluster prod')).toMatch(/checkout-\S+ +0\/1/);
    expect(paul('@NOX github issues payments-api')).toMatch(/\(fil\)[\s\S]*Le webhook est rejoué deux fois/);
    expect(paul('/nox jira mine')).toMatch(/WEB-4 .*Paul Mercier/);
    expect(paul('/nox notion search checkout')).toMatch(/Runbook : checkout/);
    expect(paul('/nox k8s restart web/web --cluster prod')).toMatch(
      /visible par vous seul[\s\S]*rôle manager/,
    );
    expect(paul('/nox k8s scale web/web 4 --cluster staging')).toMatch(/\[1 \S+\] {2}\[2 \S+\]/);
    expect(paul(':click 1')).toMatch(/modifié[\s\S]*terminé en [\s\S]*4 réplicas disponibles/);

    const foreign = paul('/nox k8s pods --cluster client-a');
    expect(foreign).toMatch(/client-a[\s\S]*prod/);
    expect(foreign).not.toMatch(/shop|client-b/);
    expect(answer('victor #partenaires', '@NOX status')).toMatch(/membres de l’organisation/);
    expect(answer('victor #partenaires', '/nox status')).toMatch(/not a valid command/);
    expect(answer('marie @NOX', 'k8s clusters')).toMatch(/client-a[\s\S]*client-b/);
    expect(answer('marie @NOX', 'k8s clusters')).not.toMatch(/prod|staging/);
    expect(answer('lucas #projet', '/nox status')).toMatch(/Demandez à marie.* de vous inviter/i);
    expect(answer('julie #projet', '/nox k8s restart shop --cluster client-a')).toMatch(
      /Seule la personne qui tient cet espace/,
    );
    expect(answer('nina #general', '/nox help')).toMatch(/This is what you can ask of NOX/);
    expect(answer('paul @NOX', 'status')).toMatch(/Paul Mercier \(developer\)/);

    const link = /http:\/\/127\.0\.0\.1:\d+/.exec(answer('paul @NOX', 'signin'))?.[0] ?? 'no link';
    expect(answer('paul @NOX', ':web')).toContain(link);
    expect(answer('paul @NOX', ':as nobody')).toMatch(/Nobody is called “nobody”.*marie/);
    expect(answer('paul @NOX', ':as paul #nowhere')).toMatch(/#ops/);
    expect(answer('paul @NOX', ':click 9')).toMatch(/no button 9/);
    expect(answer('paul @NOX', ':dance')).toMatch(/:as .*:quit/);
    expect(answer('paul @NOX', ':people')).toMatch(/victor .*Acme Conseil/);
    expect(answer('paul @NOX', ':web')).toMatch(/marie@freelance\.example/);
  },
  patienceMs,
);

test(
  'killed, it starts again and clears away what was left; an internal error is told by the exit status',
  async () => {
    const first = startDirectly();
    const left = await homeOf(first);
    first.child.kill('SIGKILL');
    await first.ended;
    expect(isAlive(left.server)).toBe(true);

    const second = startDirectly();
    const home = await homeOf(second);
    expect([existsSync(left.folder), isAlive(left.server)]).toEqual([false, false]);
    process.kill(home.server, 'SIGKILL');
    second.child.stdin.write('/nox status\n');
    await second.says(/› \/nox status\nNOX/);
    second.child.kill('SIGINT');
    const { status, complaint } = await second.ended;
    expect(status).toBe(1);
    expect(complaint).toMatch(/erreur/);
    expect(existsSync(home.folder)).toBe(false);
  },
  2 * patienceMs,
);
