import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startJira } from '../../demo/jira/jira.ts';
import type { SimulatedJira } from '../../demo/jira/jira.ts';
import { textOf } from '../../demo/jira/document.ts';
import { techcorpJira } from '../../demo/jira/worlds.ts';
import { buttonIn, openSpace } from '../support/space.ts';
import type { Space } from '../support/space.ts';

/** Jira through the front doors: connected over HTTP, used by signed slash commands and clicks. */
let space: Space;
let jira: SimulatedJira;

beforeAll(async () => {
  const people = { UADA: 'Ada Moreau', ULEA: 'Léa', UGUY: 'Guy Nulle-Part' };
  space = await openSpace('enterprise', 'ada@techcorp.example', people);
  jira = await startJira({ world: techcorpJira() });
});
afterAll(async () => {
  await space?.close();
  await jira?.close();
});
beforeEach(() => jira.mend());

const say = (text: string, userId?: string) => space.say(text, userId);
const click = (value: string, userId?: string) => space.click(value, userId);
const connect = (fields: Readonly<Record<string, unknown>>) => space.connect('jira', fields);
const asked = (path: string) => jira.requests.filter((each) => each.path.includes(path));
const fieldOf = (key: string) => jira.issues.get(key);

test('before it is connected, a command says so', async () => {
  expect(await say('jira mine')).toMatch(/Jira n’est pas encore connecté/);
});

test('a credential is tried before it is stored; a refusal says why, and nothing is shown again', async () => {
  const { email, apiToken } = jira.credentials;
  const nina = jira.credentialsOf('Nina Costa');
  const slackUrl = space.workspaces.slack.url;
  const refusals: [Readonly<Record<string, unknown>>, RegExp][] = [
    [{ baseUrl: jira.url, email, apiToken: 'wrong-token-canary' }, /jeton n’est pas accepté/],
    [{ baseUrl: jira.url, email: 'x@techcorp.example', apiToken }, /jeton n’est pas accepté/],
    [{ baseUrl: slackUrl, email, apiToken }, /ne répond pas comme un Jira/],
    [{ baseUrl: 'http://127.0.0.1:1', email, apiToken }, /injoignable/],
    [{ baseUrl: 'https://10.0.0.1', email, apiToken }, /privée ou réservée/],
    [{ baseUrl: jira.url, apiToken }, /demande aussi l’adresse du compte/],
    [{ baseUrl: jira.url, ...nina }, /ne voit aucun projet/],
  ];
  for (const [fields, sentence] of refusals) {
    const refused = await connect(fields);
    expect([fields, refused.status]).toEqual([fields, 422]);
    expect(String(refused.body.error)).toMatch(sentence);
    expect(refused.text).not.toContain('canary');
  }
  jira.fail({ how: 'captcha' });
  expect((await connect({ baseUrl: jira.url, email, apiToken })).text).toMatch(/CAPTCHA/);
  jira.fail({ how: 'login-page' });
  expect((await connect({ baseUrl: jira.url, email, apiToken })).text).toMatch(/ne répond pas comme un Jira/);
  for (const fields of [{ baseUrl: jira.url, email, apiToken, more: 1 }, { baseUrl: jira.url, email }, {}])
    expect([fields, (await connect(fields)).status]).toEqual([fields, 400]);
  const before = jira.requests.length;
  const stored = await connect({ name: 'techcorp', baseUrl: `${jira.url}/browse/PAY-1`, email, apiToken });
  expect([stored.status, stored.body.name]).toEqual([201, 'techcorp']);
  expect(stored.body.details).toMatchObject({ account: 'Ada Moreau', version: 'Cloud', access: 'write' });
  expect(jira.requests.slice(before).map((each) => each.path)).toContain('/rest/api/2/myself');
  const listed = await space.connected();
  for (const answer of [stored.text, listed]) expect(answer).not.toContain(apiToken);
});

describe('reading', () => {
  test('search by words, by JQL and by key; never by the removed path', async () => {
    expect(await say('jira search "paiement expire"')).toMatch(/1 ticket trouvé[\s\S]*PAY-2/);
    expect(await say('jira chercher certificat banque')).toMatch(/PAY-4/);
    expect(await say('jira search pay-3')).toMatch(/1 ticket trouvé[\s\S]*Rembourser/);
    const jql = await say('jira search project = OPS AND status = "À faire" ORDER BY key DESC');
    expect(jql).toMatch(/2 tickets trouvés[\s\S]*OPS-3[\s\S]*OPS-2/);
    expect(await say('jira search project in (PAY, WEB) --open')).not.toMatch(/PAY-5/);
    expect(await say('jira search zzzzz')).toMatch(/Aucun ticket ne contient «\szzzzz\s»/);
    expect(asked('/search')).not.toHaveLength(0);
    expect(asked('/search').every((each) => each.path === '/rest/api/3/search/jql')).toBe(true);
  });

  test.each([
    ['jira search --text "a\\" OR project = \\"OPS"', /Aucun ticket/],
    ['jira search \'" OR assignee is not EMPTY OR text ~ "\'', /Aucun ticket/],
    ['jira search "?*"', /aucun mot à chercher/],
  ])('%s finds no more than its words', async (words, sentence) => {
    expect(await say(words)).toMatch(sentence);
  });

  test.each([
    ['jira search projet = PAY', /champ «\sprojet\s», que Jira ne connaît pas/],
    ['jira search project = NOPE', /valeur «\sNOPE\s» pour le champ project/],
    ['jira search ORDER BY created', /ajoutez une condition/],
    ['jira search project = PAY status = x', /à partir du caractère 15/],
    ['jira search updated >= hier', /«\shier\s» n’est pas une date/],
    ['jira search assignee = nobodyCalledSo()', /fonction nobodyCalledSo/],
    ['jira search ZZZ-99', /ne trouve pas le ticket «\sZZZ-99\s»/],
  ])('a bad query is explained: %s', async (words, sentence) => {
    expect(await say(words)).toMatch(sentence);
  });

  test('show reads a document, comments and links; keys are forgiving', async () => {
    const shown = await say('jira show pay-2');
    expect(shown).toMatch(/Le paiement expire au-delà de 500 €/);
    expect(shown).toMatch(
      /5 secondes[\s\S]*grafana\.techcorp\.example[\s\S]*504[\s\S]*débits seraient doublés/,
    );
    expect(shown).toMatch(/3 derniers commentaires|Les 3/);
    expect(shown).toMatch(/Délai porté à 8 s/);
    expect(shown).toContain(`${jira.url}/browse/PAY-2`);
    expect(await say(`jira voir ${jira.url}/jira/boards/1?selectedIssue=WEB-1`)).toMatch(
      /produits accentués/,
    );
    expect(await say('jira show https://else.atlassian.net/browse/PAY-1')).toMatch(
      /n’est pas un Jira connecté/,
    );
    expect(await say('jira show PAY-999')).toMatch(/ne trouve pas «\sPAY-999\s»/);
    expect(await say('jira show nothing')).toMatch(/Usage/);
  });

  test('mine knows who asks by address or name, asks back where it does not, and takes --as', async () => {
    const mine = await say('jira mine');
    expect(mine).toMatch(/2 tickets assignés à Ada Moreau/);
    expect(mine).toMatch(/Vous n’êtes pas Ada Moreau/);
    const which = await say('jira mine', 'ULEA');
    expect(which).toMatch(/Qui est-ce dans Jira/);
    expect(await click(buttonIn(which, 'Léa Dubois'), 'ULEA')).toMatch(/2 tickets assignés à Léa Dubois/);
    expect(await say('jira mine', 'UGUY')).toMatch(/--as/);
    expect(await say('jira mes tickets --as Karim --project OPS')).toMatch(
      /2 tickets assignés à Karim Benali/,
    );
  });
});

describe('writing', () => {
  test('create: types and priorities in either language, signed, as a document', async () => {
    const made = await say(
      'jira create pay "Remboursement refusé" --type anomalie --priority high --assignee Karim --description "Voir https://a.example/x"',
      'ULEA',
    );
    expect(made).toMatch(/PAY-6 est créé\s: Bug dans Paiements, assigné à Karim Benali/);
    const issue = fieldOf('PAY-6');
    expect(jira.nameOf(issue?.priority ?? '')).toBe('Élevée');
    expect(textOf(issue?.description)).toBe('Voir https://a.example/x\n\n— Léa, avec NOX');
    expect(JSON.stringify(issue?.description)).toContain('"href":"https://a.example/x"');
  });

  test('create: what the screen asks for is said with its values, and can be given', async () => {
    expect(await say('jira create ops "Panne" --type incident')).toMatch(
      /Gravité \(SEV1, SEV2, SEV3\)[\s\S]*gravite=SEV1/,
    );
    expect(await say('jira create ops "Panne" --type incident gravité=sev9')).toMatch(
      /«\ssev9\s» ne convient pas/,
    );
    expect(await say('jira create ops "Panne totale" --type incident Gravité=sev2')).toMatch(
      /OPS-4 est créé/,
    );
    expect(fieldOf('OPS-4')?.selected.size).toBe(1);
  });

  test('create: a project or type that fits none is asked back', async () => {
    const which = await say('jira create Payements "Un titre"');
    expect(which).toMatch(/Dans quel projet/);
    expect(await click(buttonIn(which, 'Paiements (PAY)'))).toMatch(/PAY-7 est créé\s: Tâche/);
    const type = await say('jira create web "Un titre" --type chose');
    expect(type).toMatch(/Quel type/);
    expect(await click(buttonIn(type, 'Story'))).toMatch(/WEB-5 est créé\s: Story/);
  });

  test('comment: signed, with lines kept and mentions named', async () => {
    expect(await say('jira comment WEB-1 "Vu avec <@ULEA>, c’est bon"')).toMatch(/commentaire est sur WEB-1/);
    expect(textOf(fieldOf('WEB-1')?.comments.at(-1)?.body)).toBe(
      'Vu avec @Léa, c’est bon\n\n— ada, avec NOX',
    );
  });

  test('assign: to me, to a name that several bear, to nobody, never to those who cannot', async () => {
    expect(await say('jira assign OPS-3 me')).toMatch(/OPS-3 est assigné à Ada Moreau/);
    const which = await say('jira assigner OPS-3 à Léa');
    expect(which).toMatch(/Qui est-ce/);
    expect(await click(buttonIn(which, 'Léa Martin'))).toMatch(/assigné à Léa Martin/);
    expect(jira.nameOf(fieldOf('OPS-3')?.assignee ?? null)).toBe('Léa Martin');
    expect(await say('jira assign OPS-3 Tom Girard')).toMatch(/Personne qui puisse recevoir/);
    expect(await say('jira assign OPS-3 personne')).toMatch(/n’est plus assigné/);
    expect(fieldOf('OPS-3')?.assignee).toBeNull();
  });

  test('move: by status or move, in either language; what is possible and what it asks for is said', async () => {
    expect(await say('jira move OPS-3 termine')).toMatch(
      /ne peut pas passer à[\s\S]*En cours \(Commencer\), Bloqué/,
    );
    expect(await say('jira move OPS-3 in progress')).toMatch(/de «\sÀ faire\s» à «\sEn cours\s»/);
    expect(await say('jira move OPS-3 EN COURS')).toMatch(/déjà «\sEn cours\s»/);
    expect(await say('jira move OPS-3 done')).toMatch(/Resolution \(Corrigé,[\s\S]*resolution=Corrig/);
    expect(await say('jira move OPS-3 vers Terminé resolution="ne sera pas corrigé"')).toMatch(
      /à «\sTerminé\s»/,
    );
    expect(jira.nameOf(fieldOf('OPS-3')?.resolution ?? '')).toBe('Ne sera pas corrigé');
  });
});

test('trouble is told in human words, never in Jira’s', async () => {
  jira.fail({ how: 'rate-limit', retryAfterSeconds: 17 });
  expect(await say('jira search paiement')).toMatch(/limite les demandes[\s\S]*17 secondes/);
  jira.fail({ how: 'fault' });
  const fault = await say('jira search paiement');
  expect(fault).toMatch(/problème de son côté|503/);
  expect(fault).not.toContain('canary');
  jira.fail({ how: 'login-page' });
  expect(await say('jira search paiement')).not.toMatch(/doctype/);
  const reader = jira.credentialsOf('Tom Girard');
  expect((await connect({ name: 'techcorp', baseUrl: jira.url, ...reader })).status).toBe(201);
  expect(await say('jira comment PAY-1 "x"')).toMatch(/permission «\sajouter des commentaires\s»/);
  expect(await say('jira move PAY-1 bloqué')).toMatch(/ne peut pas changer de statut/);
  expect(space.nox.logged.join('')).not.toContain(jira.credentials.apiToken);
  expect(space.nox.logged.join('')).not.toContain(reader.apiToken);
});

test('a viewer reads and does not write; what was done is audited by issue', async () => {
  expect(await say('role <@UGUY> viewer')).toMatch(/lecteur/);
  expect(await say('jira show PAY-1', 'UGUY')).toMatch(/3-D Secure/);
  expect(await say('jira comment PAY-1 "x"', 'UGUY')).toMatch(/rôle/);
  expect(await say('audit 40')).toMatch(/techcorp\/OPS-3/);
});
