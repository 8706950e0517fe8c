import type { Resource } from '../resources.ts';
import { groupVersionOf, resources, reviews } from '../resources.ts';

const groups = [
  'apps',
  'events.k8s.io',
  'authorization.k8s.io',
  'autoscaling',
  'batch',
  'policy',
  'discovery.k8s.io',
];
const allVerbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

/** The answer to a discovery path (/version, /api, /apis, /apis/apps/v1, /openapi/v3, ...), or undefined. */
export function discover(path: string, gitVersion: string, address: string): unknown {
  if (path === '/version') return version(gitVersion);
  if (path === '/api') {
    const serverAddressByClientCIDRs = [{ clientCIDR: '0.0.0.0/0', serverAddress: address }];
    return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs };
  }
  if (path === '/apis') return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups.map(group) };
  if (path === '/api/v1') return resourceList('', 'v1');
  if (path === '/openapi/v3') return openApiIndex();
  const [root, ofApis, groupName = '', versionName, ...rest] = path.split('/');
  if (root === '' && ofApis === 'apis' && rest.length === 0 && groups.includes(groupName)) {
    if (versionName === undefined) return { kind: 'APIGroup', apiVersion: 'v1', ...group(groupName) };
    if (versionName === versionOf(groupName)) return resourceList(groupName, versionName);
  }
  if (path.startsWith('/openapi/v3/')) return openApi(path.slice('/openapi/v3/'.length));
  return undefined;
}

function version(gitVersion: string): unknown {
  const [major = '1', minor = '33'] = gitVersion.replace('v', '').split('.');
  return {
    major,
    minor,
    gitVersion,
    gitCommit: '74cdb4273f6d4d6d0a4dac5da5d25b0d7f4d3d10',
    gitTreeState: 'clean',
    buildDate: '2025-08-13T14:33:40Z',
    goVersion: 'go1.24.5',
    compiler: 'gc',
    platform: 'linux/amd64',
  };
}

function versionOf(name: string): string {
  return [...resources, ...reviews].find((one) => one.group === name)?.version ?? 'v1';
}

function group(name: string): { name: string; versions: unknown[]; preferredVersion: unknown } {
  const preferred = { groupVersion: `${name}/${versionOf(name)}`, version: versionOf(name) };
  return { name, versions: [preferred], preferredVersion: preferred };
}

function resourceList(groupName: string, versionName: string): unknown {
  const own = resources.filter((one) => one.group === groupName);
  const asked = reviews
    .filter((one) => one.group === groupName)
    .map(({ plural, kind }) => ({
      name: plural,
      singularName: kind.toLowerCase(),
      namespaced: false,
      kind,
      verbs: ['create'],
    }));
  const groupVersion = groupVersionOf({ group: groupName, version: versionName });
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion,
    resources: [
      ...own.flatMap((one) => [entry(one), ...one.subresources.map((sub) => subEntry(one, sub))]),
      ...asked,
    ],
  };
}

function entry(of: Resource): Record<string, unknown> {
  return {
    name: of.plural,
    singularName: of.singular,
    namespaced: of.namespaced,
    kind: of.kind,
    verbs: allVerbs,
    ...(of.shortNames.length > 0 ? { shortNames: of.shortNames } : {}),
    ...(of.categories.length > 0 ? { categories: of.categories } : {}),
  };
}

function subEntry(of: Resource, sub: string): Record<string, unknown> {
  const base = { name: `${of.plural}/${sub}`, singularName: '', namespaced: of.namespaced };
  if (sub === 'scale') {
    return { ...base, group: 'autoscaling', version: 'v1', kind: 'Scale', verbs: ['get', 'patch', 'update'] };
  }
  return { ...base, kind: of.kind, verbs: sub === 'log' ? ['get'] : ['get', 'patch', 'update'] };
}

function openApiIndex(): unknown {
  const versions = [...new Set(resources.map(groupVersionOf))];
  const paths = versions.map((one) => {
    const path = one.includes('/') ? `apis/${one}` : `api/${one}`;
    return [path, { serverRelativeURL: `/openapi/v3/${path}?hash=1` }];
  });
  return { paths: Object.fromEntries(paths) };
}

/** Enough OpenAPI for a client to see what it may send: no schemas, so it validates nothing itself. */
function openApi(path: string): unknown {
  const own = resources.filter((one) => `${one.group ? 'apis' : 'api'}/${groupVersionOf(one)}` === path);
  if (own.length === 0) return undefined;
  const parameters = ['dryRun', 'fieldManager', 'fieldValidation', 'force', 'pretty'].map((name) => ({
    name,
    in: 'query',
    schema: { type: name === 'force' ? 'boolean' : 'string', uniqueItems: true },
  }));
  const paths = own.map((one) => {
    const place = one.namespaced ? '/namespaces/{namespace}' : '';
    const kind = { group: one.group, version: one.version, kind: one.kind };
    const responses = { 200: { description: 'OK' } };
    const operation = { parameters, responses, 'x-kubernetes-group-version-kind': kind };
    return [
      `/${path}${place}/${one.plural}/{name}`,
      { patch: { ...operation, 'x-kubernetes-action': 'patch' } },
    ];
  });
  const info = { title: 'Kubernetes', version: 'v1' };
  return { openapi: '3.0.0', info, paths: Object.fromEntries(paths), components: { schemas: {} } };
}
