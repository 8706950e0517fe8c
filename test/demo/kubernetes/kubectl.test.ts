import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedCluster } from '../../../demo/kubernetes/cluster.ts';
import { startCluster } from '../../../demo/kubernetes/cluster.ts';
import { prodWorld } from '../../../demo/kubernetes/worlds.ts';
import { setOf } from '../../integrations/kubernetes/world.ts';
import { findKubectl } from '../../support/kubectl.ts';

describe('kubectl against the simulated cluster', { timeout: 60_000 }, () => {
  let cluster: SimulatedCluster;
  let folder: string;
  let program: string;

  beforeAll(async () => {
    program = await findKubectl();
    cluster = await startCluster({ name: 'prod', world: prodWorld(), stepMs: 40 });
    folder = mkdtempSync(join(tmpdir(), 'simulated-cluster-'));
    writeFileSync(join(folder, 'full'), cluster.kubeconfig());
    writeFileSync(join(folder, 'reader'), cluster.kubeconfig({ token: cluster.readOnlyToken }));
    writeFileSync(join(folder, 'stranger'), cluster.kubeconfig({ token: 'unknown' }));
  });

  afterAll(async () => {
    await cluster.close();
    rmSync(folder, { recursive: true });
  });

  function kubectl(line: string, who = 'full'): Promise<{ code: number; text: string }> {
    const args = [
      '--kubeconfig',
      join(folder, who),
      '--cache-dir',
      join(folder, 'cache'),
      ...line.split(' '),
    ];
    return new Promise((resolve) => {
      execFile(program, args, { env: { ...process.env, KUBECONFIG: '' } }, (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code ?? 1) : 0, text: stdout + stderr });
      });
    });
  }

  it('prints the server-side tables', async () => {
    const pods = await kubectl('get pods -A');
    expect(pods.text).toMatch(/NAMESPACE +NAME +READY +STATUS +RESTARTS +AGE/);
    expect(pods.text).toMatch(/payments +payments-api-\S+ +1\/1 +Running +0 +\d/);
    expect(pods.text).toMatch(/web +checkout-\S+ +0\/1 +CrashLoopBackOff +\d+ \(/);
    expect((await kubectl('get deployments -n payments')).text).toMatch(/payments-api +3\/3 +3 +3 +63d/);
    expect((await kubectl('get nodes')).text).toMatch(
      /prod-control-1 +Ready +control-plane +412d +v1\.33\.4/,
    );
    expect((await kubectl('get events -n web')).text).toContain(
      'Back-off restarting failed container checkout',
    );
    expect((await kubectl('get hpa -A')).text).toMatch(/web +web +412d/);
  });

  it('rolls out, undoes and restarts', async () => {
    const app = 'deployment/payments-api -n payments';
    const image = 'registry.techcorp.example/payments/payments-api';
    expect((await kubectl(`rollout history ${app}`)).text).toContain('payments-api 1.14.1');
    expect((await kubectl(`set image ${app} api=${image}:1.15.0`)).code).toBe(0);
    const status = await kubectl(`rollout status ${app}`);
    expect(status).toMatchObject({ code: 0, text: expect.stringContaining('successfully rolled out') });
    expect(
      cluster.objects.list('pods', 'payments').filter((pod) => JSON.stringify(pod.spec).includes(':1.15.0')),
    ).toHaveLength(3);
    expect((await kubectl(`rollout undo ${app}`)).text).toContain('rolled back');
    expect((await kubectl(`rollout status ${app}`)).code).toBe(0);
    const restored = cluster.objects.get('deployment', 'payments-api', 'payments');
    expect(JSON.stringify(restored?.spec)).toContain(`${image}:1.14.1`);
    expect(restored?.metadata.annotations?.['deployment.kubernetes.io/revision']).toBe('5');
    expect((await kubectl(`rollout restart ${app}`)).code).toBe(0);
    expect((await kubectl(`rollout status ${app}`)).code).toBe(0);
  });

  it('rolls out StatefulSets from the highest ordinal down and DaemonSets node by node', async () => {
    setOf(cluster, 'statefulset', { namespace: 'payments', name: 'db' }, { replicas: 3 });
    setOf(cluster, 'daemonset', { namespace: 'payments', name: 'agent' });
    for (const app of ['statefulset/db -n payments', 'daemonset/agent -n payments']) {
      expect((await kubectl(`rollout status ${app}`)).code).toBe(0);
      expect((await kubectl(`rollout restart ${app}`)).text).toContain('restarted');
      expect((await kubectl(`rollout status ${app}`)).code).toBe(0);
    }
    const said = (await kubectl('get events -n payments -o jsonpath={.items[*].message}')).text;
    expect([...said.matchAll(/delete Pod (db-\d)/g)].map(([, name]) => name).sort()).toEqual([
      'db-0',
      'db-1',
      'db-2',
    ]);
    const born = cluster.objects
      .list('pods', 'payments')
      .filter(({ metadata }) => metadata.labels?.['app'] === 'db')
      .map(({ metadata }) => Number(metadata.resourceVersion));
    expect(born).toEqual([...born].sort((a, b) => b - a));
    const nodes = cluster.objects
      .list('pods', 'payments')
      .filter(({ metadata }) => metadata.labels?.['app'] === 'agent')
      .map(({ spec }) => (spec as { nodeName: string }).nodeName);
    expect(nodes.sort()).toEqual(['prod-worker-1', 'prod-worker-2', 'prod-worker-3']);
    expect((await kubectl('get statefulset db -n payments')).text).toMatch(/db +3\/3/);
    expect((await kubectl('get daemonset agent -n payments')).text).toMatch(/agent +3 +3 +3 +3 +3 +<none>/);
  });

  it('says that a rollout to a missing image has failed, and heals with undo', async () => {
    const app = 'deployment/web -n web';
    await kubectl(`set image ${app} web=registry.techcorp.example/web/web:doesnotexist`);
    const failed = await kubectl(`rollout status ${app}`);
    expect(failed).toMatchObject({
      code: 1,
      text: expect.stringContaining('exceeded its progress deadline'),
    });
    expect((await kubectl('get pods -n web')).text).toMatch(/ImagePullBackOff|ErrImagePull/);
    expect((await kubectl('get events -n web')).text).toContain('Failed to pull image');
    await kubectl(`rollout undo ${app}`);
    expect((await kubectl(`rollout status ${app}`)).code).toBe(0);
  });

  it('scales, describes and reads logs', async () => {
    expect((await kubectl('scale deployment/payments-worker -n payments --replicas=4')).text).toContain(
      'scaled',
    );
    expect((await kubectl('rollout status deployment/payments-worker -n payments')).code).toBe(0);
    const described = await kubectl('describe deployment payments-worker -n payments');
    expect(described.text).toContain('4 desired | 4 updated | 4 total | 4 available | 0 unavailable');
    expect(described.text).toMatch(/Scaled up replica set payments-worker-\S+ from 2 to 4/);
    expect((await kubectl('describe pods -n web -l app.kubernetes.io/name=checkout')).text).toContain(
      'CrashLoopBackOff',
    );
    expect((await kubectl('logs deployment/checkout -n web')).text).toContain(
      'STRIPE_WEBHOOK_SECRET is not set',
    );
    const pod = cluster.objects.list('pods', 'web').find((one) => one.metadata.name.startsWith('web-'));
    const name = pod?.metadata.name ?? '';
    expect((await kubectl(`logs ${name} -n web -c nginx --tail=2`)).text.trim().split('\n')).toHaveLength(2);
    expect((await kubectl(`logs ${name} -n web -c nginx --previous`)).text).toContain(
      'previous terminated container "nginx"',
    );
  });

  it('applies a manifest and deletes it', async () => {
    const file = join(folder, 'configuration.yaml');
    writeFileSync(
      file,
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: flags, namespace: web}\ndata: {beta: "1"}\n',
    );
    expect((await kubectl(`apply --validate=false -f ${file}`)).text).toContain('configmap/flags created');
    expect((await kubectl('get configmap flags -n web -o jsonpath={.data.beta}')).text).toBe('1');
    expect((await kubectl(`delete -f ${file}`)).text).toContain('deleted');
  });

  it('refuses in the words of Kubernetes', async () => {
    const pod = await kubectl('delete pod any -n web', 'reader');
    expect(pod.text).toContain(
      'pods "any" is forbidden: User "system:serviceaccount:nox:reader" cannot delete resource "pods" in API group "" in the namespace "web"',
    );
    expect((await kubectl('get pods -n web', 'reader')).code).toBe(0);
    expect((await kubectl('get pods', 'stranger')).text).toContain('You must be logged in to the server');
    expect((await kubectl('get pod nowhere -n web')).text).toContain('pods "nowhere" not found');
  });
});
