import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeServerCertificate } from '../../../demo/kubernetes/certificate.ts';
import type { SimulatedCluster } from '../../../demo/kubernetes/cluster.ts';
import type { KubernetesClient } from '../../../src/integrations/kubernetes/client.ts';
import { kubernetesProvider } from '../../../src/integrations/kubernetes/provider.ts';
import { clientFor, environment, startSmallCluster, storedDeployment } from './world.ts';

let cluster: SimulatedCluster;
let client: KubernetesClient;
const api = { namespace: 'payments', name: 'api' };

beforeAll(async () => {
  cluster = await startSmallCluster();
  client = clientFor(cluster);
});
afterAll(async () => {
  await client?.close();
  await cluster?.close();
});

async function finished(place: { namespace: string; name: string }) {
  return expect.poll(async () => (await client.rollout(place)).phase, { timeout: 10_000, interval: 20 });
}

const verify = (input: Parameters<typeof kubernetesProvider.verify>[0]) =>
  kubernetesProvider.verify(input, environment, AbortSignal.timeout(5_000));

describe('connecting', () => {
  it('finds host, version and what a kubeconfig may do, and shows no secret', async () => {
    const { configuration, details } = await verify({ kubeconfig: cluster.kubeconfig() });
    expect(details).toEqual({ host: new URL(cluster.url).host, version: 'v1.33.4', access: 'operate' });
    expect(kubernetesProvider.configuration.parse(configuration)).toEqual(configuration);
    expect(JSON.stringify(details)).not.toContain(cluster.token);
  });

  it('takes server, authority and token, and knows a token that only reads', async () => {
    const { url: server, certificateAuthorityData, readOnlyToken: token } = cluster;
    const { details } = await verify({ server: `${server}/`, certificateAuthorityData, token });
    expect(details['access']).toBe('read');
  });

  it('refuses a wrong token, and a server that another authority vouches for', async () => {
    const { url: server, certificateAuthorityData } = cluster;
    const refused = (reason: string) => ({
      code: 'credential_refused',
      params: { service: 'Kubernetes', reason },
    });
    await expect(verify({ server, certificateAuthorityData, token: 'wrong' })).rejects.toMatchObject(
      refused('k8s.reason.bad_token'),
    );
    const other = Buffer.from(makeServerCertificate('other').authorityPem).toString('base64');
    const { token } = cluster;
    await expect(verify({ server, certificateAuthorityData: other, token })).rejects.toMatchObject(
      refused('k8s.reason.certificate'),
    );
    await expect(verify({ server, token })).rejects.toMatchObject(refused('k8s.reason.certificate'));
  });

  it('sends the token to the configured server alone, also when told to go elsewhere', async () => {
    const { certificatePem, keyPem, authorityPem } = makeServerCertificate('lure');
    const server = createServer({ cert: certificatePem, key: keyPem }, (_request, response) => {
      response.writeHead(307, { location: `${cluster.url}/version` }).end();
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const { port } = server.address() as AddressInfo;
    const before = cluster.requests.length;
    const certificateAuthorityData = Buffer.from(authorityPem).toString('base64');
    const lure = `https://127.0.0.1:${port}`;
    await expect(verify({ server: lure, certificateAuthorityData, token: 'abc' })).rejects.toMatchObject({
      code: 'upstream_failed',
    });
    expect(cluster.requests.length).toBe(before);
    await new Promise((done) => server.close(done).closeAllConnections());
  });
});

describe('reading', () => {
  it('lists namespaces, nodes, deployments, pods and events', async () => {
    expect((await client.namespaces()).items.map((each) => each.name)).toContain('payments');
    const { items: nodes } = await client.nodes();
    expect(nodes.find((each) => each.name === 'node-b')?.status).toBe('Ready,SchedulingDisabled');
    const { items: deployments } = await client.deployments('payments');
    expect(deployments.find((each) => each.name === 'api')).toMatchObject({
      desired: 3,
      ready: 3,
      revision: 3,
    });
    const { items: pods } = await client.pods('payments');
    expect(pods.filter((each) => each.name.startsWith('api-')).every((each) => each.isHealthy)).toBe(true);
    expect((await client.pods()).items.length).toBeGreaterThan(pods.length);
    await expect
      .poll(async () => (await client.pods('payments')).items.find((each) => !each.isHealthy)?.status, {
        timeout: 5_000,
      })
      .toMatch(/CrashLoopBackOff|Error/);
    const { items: events } = await client.events('payments');
    expect(events.length).toBeGreaterThan(0);
    expect([...events].sort((a, b) => Number(b.at) - Number(a.at))).toEqual(events);
  });

  it('describes objects, without what may hold secrets', async () => {
    const found = await client.describe('Deployment', api);
    expect(found.facts).toContainEqual({ label: 'replicas', value: '3' });
    expect(found.facts.find((each) => each.label === 'container api')?.value).toContain(
      ':5000/team/api:1.2.0',
    );
    expect(found.conditions.map((each) => each.type)).toContain('Available');
    expect(await client.find('Deployment', 'front')).toEqual(expect.arrayContaining(['web', 'shop']));
    expect((await client.describe('Node', { name: 'node-a' })).namespace).toBeUndefined();
  });

  it('reads logs, filters them and masks secrets', async () => {
    const all = await client.logs({ kind: 'deployment', ...api }, { tail: 50, previous: false });
    expect(all.pods).toHaveLength(3);
    expect(all.text).toContain('login token=••• ok');
    expect(all.text).not.toContain('s3cr3t-canary');
    const [pod = ''] = all.pods;
    const some = await client.logs(
      { kind: 'pod', namespace: 'payments', name: pod },
      { tail: 5, previous: false, grep: 'error' },
    );
    expect(some.text).toBe('ERROR boom');
  });

  it('says what is not there, in words', async () => {
    const missing = { namespace: 'payments', name: 'none' };
    await expect(client.deployment(missing)).rejects.toMatchObject({
      code: 'upstream_not_found',
      params: { what: 'deployment payments/none' },
    });
    const { pods } = await client.logs({ kind: 'deployment', ...api }, { tail: 1, previous: false });
    const pod = { kind: 'pod' as const, namespace: 'payments', name: pods[0] ?? '' };
    await expect(client.logs(pod, { tail: 1, previous: true })).rejects.toMatchObject({
      code: 'upstream_invalid',
      params: { reason: 'k8s.reason.no_previous' },
    });
    await expect(client.logs(pod, { tail: 1, previous: false, container: 'x' })).rejects.toMatchObject({
      params: { reason: 'k8s.reason.no_such_container' },
    });
  });
});

describe('changing', () => {
  it('restarts, scales, sets an image and goes back, and each rollout ends', async () => {
    const before = (await client.pods('payments')).items.map((each) => each.name);
    await client.restart(api, new Date());
    await (await finished(api)).toBe('done');
    const after = (await client.pods('payments')).items.filter((each) => each.status === 'Running');
    expect(after.filter((each) => each.name.startsWith('api-') && before.includes(each.name))).toEqual([]);

    await client.scale(api, 2);
    await (await finished(api)).toBe('done');
    expect(await client.deployment(api)).toMatchObject({ desired: 2, available: 2 });

    await client.setImage(api, 'api', 'registry.example.com:5000/team/api:1.3.0');
    await (await finished(api)).toBe('done');
    const [current, former] = await client.revisions(api);
    expect(current).toMatchObject({ isCurrent: true, images: ['registry.example.com:5000/team/api:1.3.0'] });
    await client.rollback(api, former?.number ?? 0);
    await (await finished(api)).toBe('done');
    expect((await client.deployment(api)).containers[0]?.image).toBe(
      'registry.example.com:5000/team/api:1.2.0',
    );
    const { labels } = storedDeployment(cluster, 'payments', 'api').spec.template.metadata;
    expect(labels).not.toHaveProperty('pod-template-hash');
  });

  it('brings back fields that the generated types do not know', async () => {
    const place = { namespace: 'shop', name: 'front' };
    const stored = storedDeployment(cluster, 'shop', 'front');
    const { template } = stored.spec;
    const future = { ...template, spec: { ...template.spec, fieldOfTomorrow: 'kept' } };
    cluster.objects.apply({ ...stored, spec: { ...stored.spec, template: future } });
    await (await finished(place)).toBe('done');
    const wanted = (await client.deployment(place)).revision ?? 0;
    await client.setImage(place, 'front', 'registry.example.com/front:2.0.0');
    await (await finished(place)).toBe('done');
    await client.rollback(place, wanted);
    await (await finished(place)).toBe('done');
    const back = storedDeployment(cluster, 'shop', 'front').spec.template.spec;
    expect(back).toMatchObject({ fieldOfTomorrow: 'kept' });
  });

  it('says why a rollout fails', async () => {
    await client.setImage(api, 'api', 'registry.example.com:5000/team/api:broken');
    await (await finished(api)).toBe('failed');
    const trouble = await client.trouble(api);
    expect(trouble.reasons.map((each) => each.reason).join()).toMatch(/ImagePull/);
    expect(trouble.events.length).toBeGreaterThan(0);
    const crashing = await client.trouble({ namespace: 'payments', name: 'checkout' });
    expect(crashing.logs?.text).toContain('panic: password=•••');
    expect(JSON.stringify(crashing)).not.toContain('hunter2-canary');
  });

  it('names the missing right of a token that only reads', async () => {
    const reader = clientFor(cluster, { token: cluster.readOnlyToken });
    await expect(reader.scale(api, 5)).rejects.toMatchObject({
      code: 'upstream_scope',
      params: { name: 'prod', scope: expect.stringMatching(/^patch deployments/) },
    });
    await reader.close();
  });
});

describe('trouble on the way', () => {
  it('tells a cluster that is gone from one that hangs, and recovers', async () => {
    cluster.setReachable(false, 'refuse');
    await expect(client.nodes()).rejects.toMatchObject({ code: 'upstream_unreachable' });
    cluster.setReachable(true);
    cluster.setReachable(false, 'hang');
    const brief = clientFor(cluster, { signal: AbortSignal.timeout(200) });
    await expect(brief.nodes()).rejects.toMatchObject({ code: 'upstream_timeout' });
    await brief.close();
    cluster.setReachable(true);
    await expect
      .poll(() =>
        client.nodes().then(
          (found) => found.items.length,
          () => 0,
        ),
      )
      .toBe(3);
  });
});
