import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allCommands } from '../../src/commands/registry.ts';
import { createForge } from './support/forge.ts';
import type { Forge, Named } from './support/forge.ts';
import { sharedChannel } from './support/people.ts';
import type { Someone } from './support/people.ts';
import { recordRegistered } from './support/routes.ts';
import type { Registered } from './support/routes.ts';
import { changedBy } from './support/sameness.ts';
import { startWorld } from './support/world.ts';
import type { Inhabitant, World } from './support/world.ts';

/** Every event, command and click, signed by Slack, with ids of one tenant beside ids of another. */
let world: World;
let registered: Registered;
let forge: Forge;
let grid: Inhabitant;
let plain: Inhabitant;
let freelancer: Inhabitant;

beforeAll(async () => {
  registered = recordRegistered();
  world = await startWorld('alpha', 'beta', 'gamma');
  registered.stop();
  [grid, plain, freelancer] = world.inhabitants as [Inhabitant, Inhabitant, Inhabitant];
  forge = createForge(world, `${world.slack.url}/response/forged`);
  // People are met before: what a stranger's request changes is then seen.
  for (const { people } of [grid, plain]) for (const each of people) await say(each, 'status');
});
afterAll(() => world?.close());

const first = ({ people: [person] }: Inhabitant): Someone => {
  if (!person) throw new Error('nobody there');
  return person;
};
async function say(person: Someone, text: string): Promise<string> {
  const { body } = await world.slack.slash({ userId: person.id, channelId: person.channelId }, text);
  await world.nox.app.settled();
  return body;
}
const valueIn = (answer: string) => /"value":"([^"]+)"/.exec(answer)?.[1] ?? '';
/** What a person, in their own place, would send. */
const own = (of: Inhabitant, person = first(of)): Named => ({
  ...(of.enterpriseId ? { enterprise: of.enterpriseId, orgWide: true } : {}),
  team: person.teamId,
  user: person.id,
  home: person.teamId,
  channel: person.channelId,
});

/** One tenant's ids among another's, in every mixture that could be meant to deceive. */
function forgeries(): Readonly<Record<string, Named>> {
  const [a, b, g] = [own(grid), own(plain), own(freelancer)];
  return {
    'a stranger in their workspace': { ...b, user: a.user, home: a.home },
    'a stranger who says to be at home there': { ...b, user: a.user },
    'a stranger who names no home': { ...b, user: a.user, home: undefined },
    'their person from our organisation': { ...b, enterprise: a.enterprise, orgWide: true },
    'their person in our workspace': { ...a, user: b.user, home: b.home },
    'their person who says to be ours': { ...a, user: b.user },
    'their person in the freelancer’s workspace': { ...g, user: b.user, home: b.home },
    'the freelancer in their workspace': { ...b, user: g.user, home: g.home },
    'their channel, our workspace, no person of ours': { ...a, user: b.user, channel: b.channel },
    'a workspace that nobody installed NOX in': { ...b, team: 'TNOBODY', home: 'TNOBODY' },
    'an organisation that nobody installed NOX in': { ...a, enterprise: 'ENOBODY', team: undefined },
    'a workspace only by its organisation': {
      ...b,
      team: undefined,
      enterprise: a.enterprise,
      orgWide: true,
    },
    'no place at all': { ...b, team: undefined },
    'a name that is SQL': { ...b, team: "TBETA1' or '1'='1", home: "TBETA1' or '1'='1" },
  };
}

type Case = (named: Named) => Promise<{ readonly status: number }>;
const mention = (named: Named) =>
  forge.event(named, { type: 'app_mention', text: '<@UBOT> k8s pods' }, { is_ext_shared_channel: true });
const gone = (type: string) => (named: Named) =>
  forge.event({ ...named, user: '' }, { type, tokens: { oauth: [first(plain).id], bot: ['UNOBODY'] } });

const cases: Readonly<Record<string, Case>> = {
  'event app_mention': mention,
  'event message': (named) =>
    forge.event({ ...named, channel: 'D1' }, { type: 'message', channel_type: 'im', text: 'k8s pods' }),
  'event app_home_opened': (named) => forge.event(named, { type: 'app_home_opened', tab: 'home' }),
  'event app_uninstalled': gone('app_uninstalled'),
  'event tokens_revoked': gone('tokens_revoked'),
  'event app_context_changed': gone('app_context_changed'),
  'event team_access_granted': gone('team_access_granted'),
  'event team_access_revoked': gone('team_access_revoked'),
  'command /^\\/nox/': (named) => forge.command(named, 'k8s pods'),
  'action /^nox:act:\\d+$/': async (named) =>
    forge.click(named, valueIn(await say(first(plain), 'k8s restart beta-web'))),
  'action /^nox:say:\\d+$/': (named) => forge.click(named, 'k8s pods', 'nox:say:0'),
  'action /^(?!nox:(act|say):\\d+$)/': (named) => forge.click(named, 'x', 'other'),
  'view view_submission': (named) => forge.interact(named, viewOf('view_submission')),
  'view view_closed': (named) => forge.interact(named, viewOf('view_closed')),
  'shortcut /.*/': (named) => forge.interact(named, { type: 'shortcut', callback_id: 'x' }),
  'options /.*/': (named) =>
    forge.interact(named, { type: 'block_suggestion', action_id: 'x', block_id: 'x', value: 'x' }),
};
function viewOf(type: string) {
  const id = valueIn('') || 'x';
  return {
    type,
    view: { callback_id: 'x', private_metadata: id, app_installed_team_id: 'TBETA1', state: {} },
  };
}

describe('every event, command and interaction', () => {
  test('that NOX listens to has a case here, and no case is left over', () => {
    expect(Object.keys(cases).sort()).toEqual(registered.listeners());
  });

  test.each(Object.keys(cases))('%s does nothing for whom it is not', async (name) => {
    const clusters = () => [grid, plain, freelancer].map(({ cluster }) => cluster.requests.length);
    for (const [what, named] of Object.entries(forgeries())) {
      if (name.startsWith('action /^nox')) {
        // The button is made anew for each: the question itself is asked, and audited, in its own tenant.
        const value = valueIn(await say(first(plain), 'k8s restart beta-web'));
        const before = clusters();
        const changed = await changedBy(world, world.inhabitants, () => forge.click(named, value));
        expect([what, changed, clusters()]).toEqual([what, [], before]);
        continue;
      }
      const before = clusters();
      let status = 0;
      const changed = await changedBy(world, world.inhabitants, async () => {
        ({ status } = (await cases[name]?.(named)) ?? { status: 0 });
      });
      expect([what, status, changed, clusters()]).toEqual([what, 200, [], before]);
    }
    await world.look();
    expect(world.watch.escapes).toEqual([]);
  });

  test('as its own tenant’s people send it works: the forgeries above fail for what they forge', async () => {
    for (const of of [grid, plain, freelancer])
      expect((await forge.command(own(of), 'k8s pods')).text).toContain(`${of.key}-prod`);
  });
});

describe('a button', () => {
  test('works once, for the person who asked, in their own tenant', async () => {
    const [asker, colleague] = plain.people as [Someone, Someone];
    const value = valueIn(await say(asker, 'k8s scale beta-web 2'));
    expect(value).toMatch(/.{10}:yes/);
    const replicas = () =>
      Number(
        /"replicas":(\d+)/.exec(
          JSON.stringify(plain.cluster.objects.get('deployments', 'beta-web', 'beta')?.['spec']),
        )?.[1],
      );
    const strangers = [own(plain, colleague), own(grid), own(freelancer), ...Object.values(forgeries())];
    for (const named of strangers) {
      await forge.click(named, value);
      await world.nox.app.settled();
      expect([named, replicas()]).toEqual([named, 1]);
    }
    await Promise.all([1, 2, 3].map(() => forge.click(own(plain), value)));
    await world.nox.app.settled();
    expect(replicas()).toBe(2);
    const changes = plain.cluster.requests.filter(
      (each) => each.method !== 'GET' && each.path.includes('beta-web'),
    );
    expect(changes).toHaveLength(1);
    const changed = await changedBy(world, world.inhabitants, () => forge.click(own(plain), value));
    expect(changed).toEqual([]);
  });

  test('asks for the permission again when it is pressed', async () => {
    const [admin, colleague] = plain.people as [Someone, Someone];
    const value = valueIn(await say(colleague, 'k8s scale beta-web 3'));
    expect(value).not.toBe('');
    await say(admin, `role <@${colleague.id}> viewer`);
    plain.cluster.requests.splice(0);
    await forge.click(own(plain, colleague), value);
    await world.nox.app.settled();
    expect(plain.cluster.requests.filter((each) => each.method !== 'GET')).toEqual([]);
    for (const text of ['k8s restart beta-web', 'users', 'audit', `role <@${colleague.id}> admin`])
      expect(await say(colleague, text)).toMatch(/ role |rôle/);
  });
});

describe('every command', () => {
  test.each(allCommands().map((command) => [command.name, command.example]))(
    '%s finds nothing of another tenant by its names',
    async (name, example) => {
      const words = example.slice(example.startsWith(name) ? name.length : 0).trim();
      const theirs = [
        `${name} ${words}`,
        `${name} beta-web 1 --cluster beta-prod`,
        `${name} beta/beta-web --namespace beta`,
        `${name} owner-beta/beta-api`,
        `${name} <@${first(plain).id}> viewer`,
        `${name} beta-hub with beta-hub`,
        `${name} SHOP-1 --jira beta-jira`,
        `${name} Clients --notion beta-notion`,
        `${name} "' or 1=1; drop table tenant_users; --"`,
      ];
      const strangers = [grid, freelancer];
      plain.cluster.requests.splice(0);
      plain.github.taken();
      const papers = () => plain.jira.requests.length + plain.notion.requests.length;
      const before = papers();
      const changed = await changedBy(world, [plain], async () => {
        await Promise.all(strangers.flatMap((of) => theirs.map((text) => say(first(of), text))));
      });
      const asked = [plain.cluster.requests.length, plain.github.taken().length, papers() - before];
      expect([changed, asked]).toEqual([[], [0, 0, 0]]);
      await world.look();
      expect(world.watch.escapes).toEqual([]);
    },
  );
});

describe('a workspace', () => {
  test('that another tenant holds is not taken over, nor one inside another’s organisation', async () => {
    for (const person of [first(plain), grid.people[2] ?? first(grid)]) {
      const before = await say(person, 'status');
      const begun = await fetch(`${world.nox.app.url}/slack/install`, {
        redirect: 'manual',
        headers: { authorization: `Bearer ${freelancer.token}` },
      });
      const approval = { userId: person.id, teamId: person.teamId };
      const back = new URL(world.slack.approve(begun.headers.get('location') ?? '', approval));
      const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      const changed = await changedBy(world, world.inhabitants, async () => {
        const url = `${world.nox.app.url}${back.pathname}${back.search}`;
        expect((await fetch(url, { headers: { cookie } })).status).toBe(409);
      });
      expect(changed).toEqual([]);
      expect(await say(person, 'status')).toBe(before);
    }
  });

  test('shared with another company shows each side its own, and says nothing before the other', async () => {
    for (const of of [plain, freelancer])
      await forge.event(
        { ...own(of), channel: sharedChannel },
        { type: 'app_mention', text: `<@UBOT> k8s logs ${of.key}-web` },
        { is_ext_shared_channel: true },
      );
    await world.nox.app.settled();
    await world.look();
    expect(world.watch.escapes).toEqual([]);
    for (const { key } of world.inhabitants) expect(world.watch.seen(key, 'seen')).toBeGreaterThan(0);
    const tried = Object.keys(cases).length * Object.keys(forgeries()).length;
    console.info(
      `isolation: ${tried} forged events, commands and clicks, ${allCommands().length} commands by foreign names`,
    );
  });
});
