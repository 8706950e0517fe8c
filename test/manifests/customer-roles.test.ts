import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedCluster } from '../../demo/kubernetes/cluster.ts';
import { kindNames } from '../../src/integrations/kubernetes/kinds.ts';
import { clientFor, setOf, startSmallCluster } from '../integrations/kubernetes/world.ts';
import { findKubectl } from '../support/kubectl.ts';
import { render } from './render.ts';

/** What monitoring is to watch beside what the commands read. */
const watchedToo = [
  '/persistentvolumes',
  '/resourcequotas',
  'discovery.k8s.io/endpointslices',
  'policy/poddisruptionbudgets',
];

let cluster: SimulatedCluster;
let read: ReadonlySet<string>;
let operate: ReadonlySet<string>;

beforeAll(async () => {
  const kubectl = await findKubectl();
  const grants = (folder: string) =>
    new Set(
      render(kubectl, folder).flatMap(({ rules = [] }) =>
        rules.flatMap(({ apiGroups, resources, verbs }) =>
          apiGroups.flatMap((group) =>
            resources.flatMap((resource) => verbs.map((verb) => `${verb} ${group}/${resource}`)),
          ),
        ),
      ),
    );
  read = grants('manifests/customer/read');
  operate = grants('manifests/customer/operate');
  cluster = await startSmallCluster();
}, 300_000);
afterAll(() => cluster.close());

/** What RBAC calls a request; undefined for what every account may ask (version, its own access). */
function neededFor({ method, path }: { readonly method: string; readonly path: string }): string | undefined {
  const url = new URL(path, cluster.url);
  const [, group = '', rest = ''] = /^\/(?:api\/v1|apis\/([^/]+)\/[^/]+)\/(.+)$/.exec(url.pathname) ?? [];
  if (rest === '' || rest === 'selfsubjectaccessreviews') return undefined;
  const parts = rest.split('/');
  const [resource = '', name, sub] = parts[0] === 'namespaces' && parts.length > 2 ? parts.slice(2) : parts;
  const verb = method === 'PATCH' ? 'patch' : method === 'GET' ? (name ? 'get' : 'list') : method;
  return `${verb} ${group}/${resource}${sub ? `/${sub}` : ''}`;
}

async function askedDuring(work: () => Promise<unknown>): Promise<ReadonlySet<string>> {
  cluster.requests.splice(0);
  await work();
  return new Set(cluster.requests.map(neededFor).filter((each) => each !== undefined));
}

async function readEverything(): Promise<void> {
  const client = clientFor(cluster);
  const place = { namespace: 'payments', name: 'checkout' };
  await Promise.all([
    client.access(),
    client.namespaces(),
    client.pods(),
    client.deployments('payments'),
    client.nodes(),
    client.events(),
    client.deployment(place),
    client.revisions(place),
    client.rollout(place),
    client.trouble(place),
    ...(['statefulset', 'daemonset'] as const).map((kind) =>
      client.rollout({ ...place, kind }).catch(() => {}),
    ),
    client.logs({ ...place, kind: 'deployment' }, { tail: 5, previous: false }),
    ...kindNames().flatMap((kind) => [
      client.find(kind, 'none').catch(() => {}),
      client.describe(kind, { namespace: 'payments', name: 'none' }).catch(() => {}),
    ]),
  ]);
}

async function changeEverything(): Promise<void> {
  const client = clientFor(cluster);
  const place = { namespace: 'payments', name: 'api' };
  await client.restart(place, new Date());
  for (const kind of ['statefulset', 'daemonset'] as const) {
    setOf(cluster, kind, { namespace: 'payments', name: 'set' });
    await client.restart({ kind, namespace: 'payments', name: 'set' }, new Date());
  }
  await client.scale(place, 2);
  await client.setImage(place, 'api', 'registry.example.com:5000/team/api:2.0.0');
  const [, before] = await client.revisions(place);
  await client.rollback(place, before?.number ?? 0);
}

describe('a customer’s service accounts', () => {
  it('the reading one may do all that NOX reads, and only that: no secret, no change', async () => {
    const asked = await askedDuring(readEverything);
    expect(asked.size).toBeGreaterThan(20);
    expect([...asked].filter((each) => !read.has(each))).toEqual([]);
    const resources = new Set([...asked].map((each) => each.split(' ')[1]).concat(watchedToo));
    expect([...read].filter((each) => !resources.has(each.split(' ')[1]))).toEqual([]);
    expect([...read].filter((each) => !/^(get|list|watch) /.test(each))).toEqual([]);
    expect([...operate].join()).not.toMatch(/secrets|configmaps|exec|\*/);
  });

  it('the operating one may do all that NOX changes, and only that', async () => {
    const asked = await askedDuring(changeEverything);
    expect([...asked].filter((each) => !operate.has(each))).toEqual([]);
    const more = [...operate].filter((each) => !read.has(each));
    expect(more.sort()).toEqual([...asked].filter((each) => !read.has(each)).sort());
    expect(more).toHaveLength(4);
  });
});
