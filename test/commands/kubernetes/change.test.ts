import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCluster } from '../../../demo/kubernetes/cluster.ts';
import type { SimulatedCluster } from '../../../demo/kubernetes/cluster.ts';
import { imageToDeploy, shortImage } from '../../../src/commands/kubernetes/images.ts';
import { smallWorld, startSmallCluster, storedDeployment } from '../../integrations/kubernetes/world.ts';
import { speaker, textOf } from './speak.ts';
import type { Speaker } from './speak.ts';

let prod: SimulatedCluster;
let staging: SimulatedCluster;
let nox: Speaker;

beforeAll(async () => {
  [prod, staging] = await Promise.all([startSmallCluster('prod'), startSmallCluster('staging')]);
  nox = speaker({ prod, staging }, { protected: ['prod'] });
});
afterAll(async () => {
  await nox.close();
  await Promise.all([prod.close(), staging.close()]);
});

const imageIn = (cluster: SimulatedCluster, name: string, namespace: string) =>
  storedDeployment(cluster, namespace, name).spec.template.spec.containers.map((each) => each.image);

describe('changes', () => {
  it('restarts, follows to the end, and names what it acted on', async () => {
    const { reply, question, pinned, progress, target, stricter } = await nox.say('redémarrer api sur prod');
    expect(question).toBe(
      'Redémarrer payments/api sur prod\u00a0? Ses 3 pods seront remplacés l’un après l’autre.',
    );
    expect(pinned).toEqual({ cluster: 'prod', namespace: 'payments', deployment: 'payments/api' });
    expect(stricter).toBe('k8s:operate-protected');
    expect(target).toBe('prod/payments/deployment/api');
    expect(progress.length).toBeGreaterThan(1);
    expect(progress.every((each) => each.pending)).toBe(true);
    expect(reply.summary).toMatch(
      /^Redémarrage de payments\/api sur prod\s: terminé en \d+ secondes?\. 3 réplicas disponibles\.$/,
    );
  });

  it('asks for no more than usual on a cluster that is not protected', async () => {
    const { stricter, reply } = await nox.say('k8s scale payments/api 4 on staging', 'en');
    expect(stricter).toBeUndefined();
    expect(reply.summary).toMatch(
      /^Scaling payments\/api to 4 replicas on staging: done in .* 4 replicas available\.$/,
    );
    await expect(nox.say('scale api à 4 sur staging')).rejects.toMatchObject({
      params: { reason: 'k8s.reason.same_scale' },
    });
    const { question } = await nox.say('kubectl scale deployment/api --replicas=0 --cluster staging');
    expect(question).toContain('plus aucun pod ne répondra');
    for (const wrong of ['-1', '2.5', '"" ', '1001', 'trois'])
      await expect(nox.say(`scale api ${wrong} sur staging`)).rejects.toMatchObject({ name: 'NoxError' });
  });

  it('deploys a tag, and goes back', async () => {
    const { question, pinned, reply } = await nox.say('déployer api 1.3.0 dans prod');
    const image = 'registry.example.com:5000/team/api:1.3.0';
    expect(question).toBe(`Déployer ${image} sur payments/api (prod)\u00a0? Actuellement\u00a0: api:1.2.0.`);
    expect(pinned).toMatchObject({ image, container: 'api', cluster: 'prod' });
    expect(reply.summary).toContain('terminé');
    expect(imageIn(prod, 'api', 'payments')).toEqual([image]);
    await expect(nox.say('deploy api 1.3.0 sur prod')).rejects.toMatchObject({
      params: { reason: 'k8s.reason.same_image' },
    });
    const back = await nox.say('k8s annuler api sur prod');
    expect(back.question).toContain('Image\u00a0: api:1.2.0. Actuellement\u00a0: api:1.3.0.');
    expect(imageIn(prod, 'api', 'payments')).toEqual(['registry.example.com:5000/team/api:1.2.0']);
    await nox.say('kubectl rollout undo deployment/api --to-revision=1 --cluster prod');
    expect(imageIn(prod, 'api', 'payments')).toEqual(['registry.example.com:5000/team/api:1.0.0']);
    await expect(nox.say('rollback api 77 sur prod')).rejects.toMatchObject({ code: 'not_found' });
    await expect(nox.say('rollback shop/front sur prod')).rejects.toMatchObject({
      params: { reason: 'k8s.reason.no_former' },
    });
  });

  it('asks which container, which deployment', async () => {
    await expect(nox.say('deploy pair 2.0.0 sur prod')).rejects.toMatchObject({
      parameter: 'container',
      options: [{ value: 'pair' }, { value: 'proxy' }],
    });
    const { pinned } = await nox.say('deploy pair registry.example.com/proxy:2.0.0 sur prod');
    expect(pinned).toMatchObject({ container: 'proxy' });
    expect(imageIn(prod, 'pair', 'web')).toEqual([
      'registry.example.com/pair:1.0.0',
      'registry.example.com/proxy:2.0.0',
    ]);
    await expect(nox.say('restart front sur prod')).rejects.toMatchObject({ parameter: 'deployment' });
    await expect(nox.say('restart wombat sur prod')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('says why an image does not come up, and how to go back', async () => {
    const { reply, progress } = await nox.say('deploy shop/front broken-2 sur prod');
    expect(reply.summary).toMatch(/^Déploiement de front:broken-2 sur shop\/front \(prod\)\s: échec après/);
    expect(textOf(reply)).toMatch(/ImagePullBackOff|ErrImagePull/);
    expect(textOf(reply)).toContain('k8s rollback shop/front --cluster');
    expect(progress.length).toBeGreaterThan(0);
  });

  it('shows the last words of what crashes, secrets masked', async () => {
    const { reply } = await nox.say('restart checkout sur prod');
    expect(reply.summary).toMatch(/échec après/);
    expect(textOf(reply)).toContain('panic: password=•••');
    expect(textOf(reply)).not.toContain('hunter2-canary');
  });

  it('leaves the cluster as it was where the token only reads', async () => {
    const reader = speaker({ prod }, { token: prod.readOnlyToken });
    await expect(reader.say('scale payments/api 9')).rejects.toMatchObject({ code: 'upstream_scope' });
    await reader.close();
  });

  it('tells when the cluster is lost on the way, and when a rollout takes too long', async () => {
    // Nothing moves in this cluster unless it is told to: a rollout never ends.
    const still = await startCluster({ name: 'still', world: smallWorld(), stepMs: 0 });
    const patches = () => still.requests.filter((each) => each.method === 'PATCH').length;
    const impatient = speaker({ still }, { giveUpAfterMs: 50 });
    expect((await impatient.say('restart web/front')).reply.summary).toContain('toujours pas terminé');
    const watcher = speaker({ still });
    const said = watcher.say('restart payments/api');
    await expect.poll(patches).toBe(2);
    still.setReachable(false);
    expect((await said).reply.summary).toContain('le cluster ne répond plus');
    await Promise.all([impatient.close(), watcher.close()]);
    await still.close();
  });
});

describe('images', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  it.each([
    ['2.0', 'registry:5000/team/api:1.0', 'registry:5000/team/api:2.0'],
    [':2.0', 'registry:5000/team/api', 'registry:5000/team/api:2.0'],
    ['2.0', `team/api:1.0@${digest}`, 'team/api:2.0'],
    ['other/api:3', 'team/api:1.0', 'other/api:3'],
    [`team/api@${digest}`, 'team/api:1.0', `team/api@${digest}`],
  ])('%s on %s', (given, current, image) => {
    expect(imageToDeploy(given, current)).toBe(image);
  });

  it.each(['a b', 'api:', 'api:x/../y', '$(id)', 'https://x/y', ':'])('refuses %s', (given) => {
    expect(() => imageToDeploy(given, 'team/api:1')).toThrowError();
  });

  it('names an image shortly', () => {
    expect(shortImage('registry:5000/team/api:1.0')).toBe('api:1.0');
    expect(shortImage('nginx')).toBe('nginx');
  });
});
