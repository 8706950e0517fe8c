import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedCluster } from '../../../demo/kubernetes/cluster.ts';
import { startSmallCluster } from '../../integrations/kubernetes/world.ts';
import { speaker, textOf } from './speak.ts';
import type { Speaker } from './speak.ts';

let prod: SimulatedCluster;
let staging: SimulatedCluster;
let one: Speaker;
let two: Speaker;

beforeAll(async () => {
  [prod, staging] = await Promise.all([startSmallCluster('prod'), startSmallCluster('staging')]);
  one = speaker({ prod });
  two = speaker({ prod, staging }, { protected: ['prod'] });
});
afterAll(async () => {
  await Promise.all([one.close(), two.close()]);
  await Promise.all([prod.close(), staging.close()]);
});

async function tableOf(words: string) {
  const { reply } = await one.say(words);
  const table = reply.blocks.find((each) => each.kind === 'table');
  if (!table) throw new Error(`no table: ${textOf(reply)}`);
  return table;
}

describe('lists', () => {
  it.each([
    ['pods', /pods? sur prod, dont 1 en difficulté/],
    ['k8s po payments', /4 pods dans payments sur prod, dont 1 en difficulté/],
    ['kubectl get pods -n payments', /4 pods dans payments/],
    ['pods namespace payments sur prod', /4 pods dans payments/],
    ['k8s déploiements', /5 déploiements sur prod/],
    ['k8s nœuds', /3 nœuds sur prod, dont 1 indisponible/],
    ['noeuds', /3 nœuds sur prod/],
    ['k8s évènements payments', /évènements dans payments sur prod/],
    ['namespaces', /namespaces sur prod/],
    ['k8s clusters', /1 cluster connecté/],
  ])('%s', async (words, summary) => {
    const { reply } = await one.say(words);
    expect(reply.summary).toMatch(summary);
    for (const block of reply.blocks)
      if (block.kind === 'table') expect(block.columns.length).toBeLessThanOrEqual(6);
  });

  it('puts trouble first, and keeps what was asked for', async () => {
    expect(JSON.stringify((await tableOf('pods')).rows[0])).toContain('checkout');
    const failing = await tableOf('pods --status ko');
    expect(failing.rows).toHaveLength(1);
    const { reply } = await one.say('pods --status Nowhere');
    expect(textOf(reply)).toContain('Retirez --status');
  });

  it('has a kind word where there is nothing', async () => {
    expect(textOf((await one.say('pods nowhere')).reply)).toContain('k8s namespaces');
    expect((await one.say('pods nowhere', 'en')).reply.summary).toBe('No pod in nowhere on prod');
  });

  it('asks which cluster is meant', async () => {
    await expect(two.say('pods')).rejects.toMatchObject({
      parameter: 'cluster',
      options: [{ value: 'prod' }, { value: 'staging' }],
    });
    expect((await two.say('pods on staging')).reply.summary).toContain('sur staging');
    expect((await two.say('pods dans prod')).reply.summary).toContain('sur prod');
    expect(textOf((await two.say('clusters')).reply)).toContain('prod (protégé)');
  });
});

describe('describe', () => {
  it('tells of one object, and where it stands', async () => {
    const { reply, target } = await one.say('k8s describe deploy api');
    expect(reply.summary).toBe('Deployment payments/api sur prod');
    expect(target).toBe('prod/payments/Deployment/api');
    expect((await one.say('décrire nœud node-a')).reply.summary).toBe('Node node-a sur prod');
  });

  it('asks which, refuses secrets, and knows its limits', async () => {
    await expect(one.say('describe deployment front')).rejects.toMatchObject({ parameter: 'name' });
    expect((await one.say('describe deployment shop/front')).reply.summary).toContain('shop/front');
    await expect(one.say('describe secret db')).rejects.toMatchObject({ sentence: 'k8s.no_secrets' });
    await expect(one.say('describe wombat x')).rejects.toMatchObject({ sentence: 'k8s.unknown_kind' });
    await expect(one.say('describe pod none')).rejects.toMatchObject({ code: 'not_found' });
    // No second selector may ride on a name.
    await expect(one.say('describe pod "x,metadata.namespace=web"')).rejects.toMatchObject({
      code: 'bad_input',
    });
  });
});

describe('logs', () => {
  it('reads a deployment or a pod, found in any namespace', async () => {
    const { reply, target } = await one.say('logs api --tail 20');
    expect(target).toBe('prod/payments/deployment/api');
    const code = reply.blocks.find((each) => each.kind === 'code');
    expect(code?.kind === 'code' && code.text).toContain('listening');
    expect(textOf(reply)).not.toContain('s3cr3t-canary');
    expect(textOf((await one.say('k8s journaux deploy/api --grep ERROR')).reply)).toContain('ERROR boom');
    expect((await one.say('logs payments/api --grep zebra', 'en')).reply.summary).toContain(
      'No line contains “zebra”',
    );
  });

  it('asks which, offers similar names, and says what is not there', async () => {
    await expect(one.say('logs front')).rejects.toMatchObject({
      parameter: 'target',
      options: expect.arrayContaining([{ label: 'web/front', value: 'web/front' }]),
    });
    await expect(one.say('logs chekout')).rejects.toMatchObject({
      options: [{ value: 'payments/checkout' }],
    });
    await expect(one.say('logs wombat')).rejects.toMatchObject({ code: 'not_found' });
    await expect(one.say('logs api --tail 0')).rejects.toMatchObject({ code: 'bad_input' });
  });
});
