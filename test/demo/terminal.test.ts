import { expect, test } from 'vitest';
import { startSlack } from '../../demo/slack/platform.ts';
import type { Message } from '../../demo/slack/platform.ts';
import { drawMessage } from '../../demo/terminal/draw.ts';
import { readLine } from '../../demo/terminal/line.ts';
import { plainOf } from '../../demo/terminal/markup.ts';
import { asSlackWrites, findScene, namesIn } from '../../demo/terminal/scene.ts';
import { createScreen } from '../../demo/terminal/screen.ts';
import { addMarie, marie } from '../../demo/outside/marie.ts';
import { slackApp } from '../../demo/outside/outside.ts';
import { fr } from '../../demo/words/fr.ts';

/** What Slack shows, as text in a terminal; what is typed, as Slack hands it on. */
const names = { person: (id: string) => `le ${id}`, channel: (id: string) => `c-${id}` };

test('Slack’s markup becomes plain text', () => {
  for (const [mrkdwn, plain] of [
    ['*gras* et <@U1>, <#C1|ops>, <#C2>', 'gras et @le U1, #ops, #c-C2'],
    ['<https://a.test|le site> <https://a.test>', 'le site (https://a.test) https://a.test'],
    ['<!date^1700000000^{date}|hier> &lt;b&gt; &amp; <!here>', 'hier <b> & @here'],
  ] as const) {
    expect(plainOf(mrkdwn, names)).toBe(plain);
  }
});

test('tables are aligned, fields stand in columns, code is set apart, buttons are numbered', () => {
  const cell = (text: string) => ({ type: 'raw_text', text });
  const field = (text: string) => ({ type: 'mrkdwn', text });
  const button = (text: string, action: string) => ({ type: 'button', text: field(text), action_id: action });
  const blocks = [
    { type: 'header', text: field('Titre') },
    { type: 'section', fields: [field('*Nom*\nAda'), field('*État civil*\n–')] },
    { type: 'table', rows: [['a', 'bb'].map(cell), ['ccc', 'd'].map(cell)] },
    { type: 'section', text: field('voici\n```\nx  y\n```') },
    { type: 'actions', block_id: 'b', elements: [button('Oui', 'yes'), button('Non', 'no')] },
  ];
  const { lines, buttons } = drawMessage({ text: '', blocks }, names, 3);
  expect(lines).toEqual([
    'Titre',
    '═════',
    'Nom         Ada',
    'État civil  –',
    'a    bb',
    'ccc  d',
    'voici',
    '  │ x  y',
    '[3 Oui]  [4 Non]',
  ]);
  expect(buttons[1]).toEqual({ label: 'Non', actionId: 'no', blockId: 'b' });
});

test('a screen tells what is new or edited once, and numbers buttons anew when some come', () => {
  const screen = createScreen({ bold: (text) => text, dim: (text) => text });
  const show = { names, words: fr, selfId: 'ME' };
  const element = { type: 'button', text: { text: 'Oui' }, action_id: 'yes' };
  const asking = [{ type: 'actions', block_id: 'b', elements: [element] }];
  const message = (ts: string, userId: string, text: string, more: Partial<Message> = {}): Message => {
    const plain = {
      blocks: undefined,
      threadTs: undefined,
      onlyFor: undefined,
      metadata: undefined,
      isBroadcast: false,
      files: [],
    };
    return { ts, channelId: 'C1', userId, text, ...plain, ...more };
  };
  const said = message('1', 'BOT', 'un', { onlyFor: 'ME' });
  expect(screen.news([message('0', 'ME', 'moi'), said], show)).toEqual([
    'le BOT (visible par vous seul)',
    '  un',
  ]);
  expect(screen.news([said], show)).toEqual([]);
  said.text = 'deux';
  expect(screen.news([said], show, '@NOX')).toEqual([
    'le BOT (dans @NOX, modifié, visible par vous seul)',
    '  deux',
  ]);
  const question = message('2', 'BOT', '?', { blocks: asking });
  expect(screen.news([question], show).at(-1)).toBe('  [1 Oui]');
  expect(screen.button(1)).toMatchObject({ ts: '2', channelId: 'C1', actionId: 'yes' });
  screen.news([message('3', 'BOT', 'sans bouton')], show);
  expect(screen.button(1)).toBeDefined();
  question.blocks = undefined;
  screen.news([question], show);
  expect(screen.button(1)).toBeUndefined();
});

test('lines: what the person says, and what the demo itself is asked', () => {
  expect(readLine('  /nox  k8s pods ')).toEqual({ kind: 'slash', text: 'k8s pods' });
  expect(readLine('/nox')).toEqual({ kind: 'slash', text: '' });
  expect(readLine('/noxious')).toEqual({ kind: 'message', text: '/noxious' });
  expect(readLine(':as Marie client-a @NOX')).toEqual({
    kind: 'as',
    person: 'marie',
    place: ['client-a', '@NOX'],
  });
  expect(readLine(':click 2')).toEqual({ kind: 'click', number: 2 });
  expect(readLine(':aide')).toEqual({ kind: 'help' });
  expect(readLine(':dance now')).toEqual({ kind: 'unknown', given: ':dance' });
});

test('one name in two workspaces: the place decides who it is; mentions and signs are written as Slack writes them', async () => {
  const slack = await startSlack({ app: slackApp });
  try {
    addMarie(slack);
    expect(findScene(slack, fr, 'marie', ['#alertes']).person.id).toBe(marie.atHome);
    expect(findScene(slack, fr, 'marie', ['client-a']).person.id).toBe(marie.atClientA);
    expect(() => findScene(slack, fr, 'marie', ['client-a', '#alertes'])).toThrow(/#projet/);
    expect(() => findScene(slack, fr, 'marie', ['@NOX'])).toThrow(/pas installé dans Marie perso/);
    expect(() => findScene(slack, fr, '', [])).toThrow(/:as paul/);
    const here = findScene(slack, fr, 'marie', ['#projet']);
    expect(asSlackWrites(slack, here, 'invite @julie @personne a@julie.fr <b> & @NOX')).toBe(
      `invite <@${marie.julie}> @personne a@julie.fr &lt;b&gt; &amp; @NOX`,
    );
    expect(namesIn(slack).person(marie.julie)).toBe('Julie Petit');
  } finally {
    await slack.close();
  }
});
