import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedCluster } from '../../../demo/kubernetes/cluster.ts';
import { startCluster } from '../../../demo/kubernetes/cluster.ts';
import type { Deployment, Pod } from '../../../demo/kubernetes/types.ts';
import { prodWorld } from '../../../demo/kubernetes/worlds.ts';
import { call, linesOf, open } from './raw-client.ts';

const payments = '/apis/apps/v1/namespaces/payments/deployments/payments-api';
const pods = '/api/v1/namespaces/web/pods';

describe('the simulated API server', () => {
  let cluster: SimulatedCluster;

  beforeAll(async () => {
    cluster = await startCluster({ name: 'prod', world: prodWorld(), stepMs: 0 });
  });

  afterAll(() => cluster.close());

  it('answers 401, 403, 404, 405 as Status objects', async () => {
    for (const token of [null, 'wrong']) {
      const refused = await call(cluster, pods, { token });
      expect(refused).toMatchObject({
        code: 401,
        body: { kind: 'Status', reason: 'Unauthorized', code: 401 },
      });
    }
    const token = cluster.readOnlyToken;
    expect(await call(cluster, payments, { token })).toMatchObject({ code: 200 });
    const body = { spec: { replicas: 0 } };
    const type = 'application/merge-patch+json';
    expect(await call(cluster, `${payments}/scale`, { token, method: 'PATCH', type, body })).toMatchObject({
      code: 403,
      body: { reason: 'Forbidden', details: { name: 'payments-api', group: 'apps', kind: 'deployments' } },
    });
    expect(await call(cluster, '/api/v1/namespaces/payments/secrets', { token })).toMatchObject({
      code: 403,
    });
    expect(await call(cluster, `${pods}/nowhere`)).toMatchObject({
      code: 404,
      body: {
        message: 'pods "nowhere" not found',
        reason: 'NotFound',
        details: { name: 'nowhere', kind: 'pods' },
      },
    });
    expect(await call(cluster, '/apis/apps/v1/unheardof')).toMatchObject({
      code: 404,
      body: { kind: 'Status' },
    });
    expect(await call(cluster, pods, { method: 'PUT', body: {} })).toMatchObject({
      code: 405,
      body: { reason: 'MethodNotAllowed' },
    });
  });

  it('lists by labels and fields, and in pages', async () => {
    const names = async (query: string): Promise<string[]> => {
      const { body } = await call(cluster, `${pods}?${query}`);
      return (body.items as unknown as Pod[]).map((pod) => pod.metadata.name);
    };
    expect(await names('labelSelector=app.kubernetes.io/name%3Dcheckout')).toHaveLength(2);
    expect(await names('labelSelector=app.kubernetes.io/name%20notin%20(checkout)')).toHaveLength(4);
    expect(await names('fieldSelector=status.phase%3DPending')).toHaveLength(0);
    const unknown = await call(cluster, `${pods}?fieldSelector=spec.colour%3Dred`);
    expect(unknown).toMatchObject({ code: 400, body: { reason: 'BadRequest' } });
    expect(unknown.text).toContain('field label not supported: spec.colour');
    const first = await call(cluster, `${pods}?limit=4`);
    expect(first.body).toMatchObject({ kind: 'PodList', metadata: { remainingItemCount: 2 } });
    const token = (first.body.metadata as unknown as { continue: string }).continue;
    expect(await names(`limit=4&continue=${token}`)).toHaveLength(2);
  });

  it('keeps resourceVersion and generation, and refuses what is stale', async () => {
    const before = (await call(cluster, payments)).body as unknown as Deployment;
    const labelled = await call(cluster, payments, {
      method: 'PATCH',
      type: 'application/merge-patch+json',
      body: { metadata: { labels: { tier: 'gold' } } },
    });
    expect(labelled.body).toMatchObject({ metadata: { generation: before.metadata.generation } });
    const stale = await call(cluster, payments, { method: 'PUT', body: before });
    expect(stale).toMatchObject({ code: 409, body: { reason: 'Conflict' } });
    expect(stale.text).toContain(
      'Operation cannot be fulfilled on deployments.apps \\"payments-api\\": the object has been modified',
    );
    const spec = {
      template: { spec: { containers: [{ name: 'api', env: [{ name: 'NEW', value: '1' }] }] } },
    };
    const patched = await call(cluster, payments, {
      method: 'PATCH',
      type: 'application/strategic-merge-patch+json',
      body: { spec },
    });
    const after = patched.body as unknown as Deployment;
    expect(after.metadata.generation).toBe((before.metadata.generation ?? 0) + 1);
    expect(after.spec.template.spec.containers).toHaveLength(1);
    expect(after.spec.template.spec.containers[0]?.env).toHaveLength(3);
    expect(after.spec.template.spec.containers[0]?.image).toContain(':1.14.1');
    const apply = await call(cluster, payments, {
      method: 'PATCH',
      type: 'application/apply-patch+yaml',
      body: {},
    });
    expect(apply).toMatchObject({ code: 415, body: { reason: 'UnsupportedMediaType' } });
    const bad = await call(cluster, `${payments}/scale`, {
      method: 'PATCH',
      type: 'application/merge-patch+json',
      body: { spec: { replicas: -1 } },
    });
    expect(bad).toMatchObject({ code: 422, body: { reason: 'Invalid' } });
  });

  it('watches: changes by selector, bookmarks at the end, 410 for what is forgotten', async () => {
    const { body } = await call(cluster, '/api/v1/namespaces/web/configmaps');
    const version = (body.metadata as unknown as { resourceVersion: string }).resourceVersion;
    const query = `watch=1&resourceVersion=${version}&labelSelector=a%3D1&allowWatchBookmarks=true&timeoutSeconds=1`;
    const stream = linesOf(await open(cluster, `/api/v1/namespaces/web/configmaps?${query}`));
    const apply = (label: string): void => {
      const metadata = { name: 'seen', namespace: 'web', labels: { a: label } };
      cluster.objects.apply({ apiVersion: 'v1', kind: 'ConfigMap', metadata });
    };
    apply('1');
    apply('2');
    cluster.objects.delete('configmap', 'seen', 'web');
    const types: string[] = [];
    for await (const line of stream) types.push((JSON.parse(line) as { type: string }).type);
    expect(types).toEqual(['ADDED', 'DELETED', 'BOOKMARK']);
    cluster.objects.compact();
    const expired = await call(cluster, `/api/v1/pods?watch=1&resourceVersion=${version}`);
    expect(JSON.parse(expired.text)).toMatchObject({
      type: 'ERROR',
      object: { code: 410, reason: 'Expired' },
    });
  });

  it('reads logs as the kubelet gives them', async () => {
    const name = (prefix: string): string =>
      cluster.objects.list('pods', 'web').find((pod) => pod.metadata.name.startsWith(prefix))?.metadata
        .name ?? '';
    const many = await call(cluster, `${pods}/${name('web-')}/log`);
    expect(many).toMatchObject({ code: 400, body: { reason: 'BadRequest' } });
    expect(many.body.message).toBe(
      `a container name must be specified for pod ${name('web-')}, choose one of: [web nginx]`,
    );
    const crash = `${pods}/${name('checkout-')}/log`;
    expect((await call(cluster, `${crash}?previous=true&tailLines=1`)).text).toBe('Node.js v22.19.0\n');
    expect((await call(cluster, `${crash}?tailLines=1&timestamps=true`)).text).toMatch(
      /^\d{4}-\d\d-\d\dT\S+Z /,
    );
    const none = await call(cluster, `${pods}/${name('web-')}/log?container=web&previous=true`);
    expect(none.body.message).toBe(`previous terminated container "web" in pod "${name('web-')}" not found`);
    const wrong = await call(cluster, `${pods}/${name('web-')}/log?container=nope`);
    expect(wrong.body.message).toBe(`container nope is not valid for pod ${name('web-')}`);
    const followed = linesOf(
      await open(cluster, `${pods}/${name('web-')}/log?container=web&follow=true&tailLines=0`),
    );
    const next = followed.next();
    cluster.objects.log('web', name('web-'), 'web', 'a line from now');
    expect((await next).value).toBe('a line from now');
    await followed.return(undefined);
  });

  it('answers reviews, and tables beside plain lists', async () => {
    const ask = async (token: string): Promise<unknown> => {
      const body = { spec: { resourceAttributes: { verb: 'delete', resource: 'pods', namespace: 'web' } } };
      const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
      const answer = await call(cluster, path, { method: 'POST', token, body });
      return (answer.body.status as unknown as { allowed: boolean }).allowed;
    };
    expect([await ask(cluster.token), await ask(cluster.readOnlyToken)]).toEqual([true, false]);
    const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';
    expect((await call(cluster, '/api/v1/nodes', { accept })).body).toMatchObject({ kind: 'Table' });
    expect((await call(cluster, '/apis/policy/v1/poddisruptionbudgets', { accept })).body).toMatchObject({
      kind: 'PodDisruptionBudgetList',
    });
    const newer = await call(cluster, '/apis/events.k8s.io/v1/namespaces/web/events?limit=1');
    expect(newer.body).toMatchObject({ kind: 'EventList', items: [{ regarding: { kind: 'Pod' } }] });
  });

  it('logs what was asked, goes down and comes back', async () => {
    await call(cluster, '/version');
    expect(cluster.requests.at(-1)).toMatchObject({
      method: 'GET',
      path: '/version',
      authorization: `Bearer ${cluster.token}`,
    });
    cluster.setReachable(false);
    await expect(call(cluster, '/version')).rejects.toThrow(/ECONNREFUSED|ECONNRESET/);
    cluster.setReachable(true);
    await expect
      .poll(() =>
        call(cluster, '/version').then(
          (reply) => reply.code,
          () => 0,
        ),
      )
      .toBe(200);
  });
});
