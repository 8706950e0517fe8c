import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseEnv } from 'node:util';
import { findKubectl } from '../support/kubectl.ts';
import { podsOf, render } from './render.ts';
import type { Rendered } from './render.ts';
import { faultsOf } from './schemas.ts';

const folders = [
  'manifests/overlays/production',
  'manifests/migrate',
  'manifests/customer/read',
  'manifests/customer/operate',
];
const rendered = new Map<string, readonly Rendered[]>();
const of = (folder: string) => rendered.get(folder) ?? [];

beforeAll(async () => {
  const kubectl = await findKubectl();
  for (const folder of folders) rendered.set(folder, render(kubectl, folder));
}, 300_000);

describe.each(folders)('%s', (folder) => {
  it('renders to what Kubernetes describes, every field of it', () => {
    expect(of(folder).length).toBeGreaterThan(0);
    expect(of(folder).flatMap(faultsOf)).toEqual([]);
  });

  it('runs pods without root, privileges, tokens, writable files or open-ended appetite', () => {
    for (const { spec } of podsOf(of(folder))) {
      expect(spec.automountServiceAccountToken).toBe(false);
      expect(spec.securityContext).toMatchObject({
        runAsNonRoot: true,
        runAsUser: expect.any(Number),
        seccompProfile: { type: 'RuntimeDefault' },
      });
      expect(spec).not.toHaveProperty('hostNetwork');
      expect(spec).not.toHaveProperty('hostPID');
      for (const container of spec.containers) {
        expect(container.securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
        expect(Object.keys(container.resources.requests ?? {}).sort()).toEqual(['cpu', 'memory']);
        expect(Object.keys(container.resources.limits ?? {}).sort()).toEqual(['cpu', 'memory']);
        expect(container.image).not.toMatch(/:latest$|^[^:]+$/);
      }
    }
  });

  it('holds no secret, only where it stands', () => {
    const secret = /KEY|SECRET|PASSWORD|TOKEN|DATABASE_URL/;
    for (const { spec } of podsOf(of(folder))) {
      for (const { name, value, valueFrom } of spec.containers.flatMap(({ env }) => env ?? [])) {
        if (secret.test(name)) expect([value, valueFrom?.secretKeyRef?.key]).toEqual([undefined, name]);
      }
    }
    for (const { kind, data } of of(folder)) {
      if (kind === 'Secret') expect(data).toBeUndefined();
      if (kind === 'ConfigMap') expect(Object.keys(data ?? {}).filter((key) => secret.test(key))).toEqual([]);
    }
  });
});

describe('NOX in production', () => {
  const nox = () => of(folders[0] ?? '');
  const named = (kind: string, name = 'nox') =>
    nox().find((each) => each.kind === kind && each.metadata.name === name);

  it('is probed, spread, protected from disruption and closed to the rest of the network', () => {
    const spec = podsOf(nox()).find(({ name }) => name === 'nox')?.spec;
    expect(spec?.containers[0]).toMatchObject({
      startupProbe: { httpGet: { path: '/healthz' } },
      livenessProbe: { httpGet: { path: '/healthz' } },
      readinessProbe: { httpGet: { path: '/readyz' } },
    });
    expect(spec?.['topologySpreadConstraints']).toHaveLength(2);
    expect(Number(spec?.['terminationGracePeriodSeconds'])).toBeGreaterThanOrEqual(60);
    expect(named('PodDisruptionBudget')?.spec).toMatchObject({ maxUnavailable: 1 });
    expect(named('NetworkPolicy')?.spec).toMatchObject({ policyTypes: ['Ingress', 'Egress'] });
    expect(named('NetworkPolicy', 'nox-postgres')?.spec).not.toHaveProperty('egress');
    expect(JSON.stringify(named('Ingress')?.spec)).toContain('"path":"/metrics"');
  });

  it('sets nothing that NOX does not read', () => {
    const read = Object.keys(parseEnv(readFileSync('.env.example', 'utf8')));
    const config = nox().find(
      ({ kind, metadata }) => kind === 'ConfigMap' && /^nox-(?!postgres)/.test(metadata.name),
    );
    const set = podsOf(nox()).find(({ name }) => name === 'nox')?.spec.containers[0]?.env ?? [];
    const names = [...Object.keys(config?.data ?? {}), ...set.map(({ name }) => name)];
    expect(names.filter((name) => name !== 'NODE_OPTIONS' && !read.includes(name))).toEqual([]);
  });

  it('runs what the image holds', () => {
    const args = of('manifests/migrate').flatMap((each) => podsOf([each])[0]?.spec.containers[0]?.args ?? []);
    expect(args).toEqual(['src/main.ts', 'migrate']);
    expect(existsSync(args[0] ?? '')).toBe(true);
    const image = readFileSync('Dockerfile', 'utf8');
    const user = podsOf(nox()).find(({ name }) => name === 'nox')?.spec.securityContext?.['runAsUser'];
    expect(image).toContain(`USER ${user}:${user}`);
    expect(image).toContain('ENTRYPOINT ["node"]');
    const copied = [...image.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) =>
      names.split(' '),
    );
    const offered = readFileSync('.dockerignore', 'utf8').match(/(?<=^!).+/gm) ?? [];
    expect([...new Set(copied)].sort()).toEqual([...offered].sort());
    expect(copied.filter((name) => !existsSync(name))).toEqual([]);
  });
});

describe('the schema check', () => {
  it('refuses a typo at any depth, a wrong type, a missing field and an unknown kind', () => {
    const deployment = of(folders[0] ?? '').find(({ kind }) => kind === 'Deployment');
    const text = JSON.stringify(deployment);
    const planted = (from: string, to: string) => {
      expect(text).toContain(from);
      return faultsOf(JSON.parse(text.replace(from, to)) as Rendered).join();
    };
    expect(planted('"readOnlyRootFilesystem"', '"readOnlyRootFileSystem"')).toContain(
      'readOnlyRootFileSystem',
    );
    expect(planted('"httpGet"', '"httpget"')).toContain('httpget');
    expect(planted('"replicas":3', '"replicas":"3"')).toContain('must be integer');
    expect(planted('"selector"', '"selectors"')).toContain("required property 'selector'");
    expect(planted('"kind":"Deployment"', '"kind":"Deploymant"')).toContain('not described');
  });
});
