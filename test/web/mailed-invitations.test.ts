import { afterAll, beforeAll, expect, test } from 'vitest';
import { startMailServer, startSilentServer } from '../support/mail-server.ts';
import type { MailServer } from '../support/mail-server.ts';
import { isWell, signedUp, startWebWorld } from './world.ts';
import type { WebWorld } from './world.ts';

/** People invited by mail: read by an independent mail server, opened in a browser. */
let world: WebWorld;
let server: MailServer;
beforeAll(async () => {
  server = await startMailServer();
  world = await startWebWorld(
    { SMTP_URL: server.url, MAIL_FROM: 'NOX de TechCorp <nox@techcorp.example>' },
    { webLimits: { onboardingsPerHour: 100, mailsPerRecipient: 3 } },
  );
});
afterAll(async () => {
  await world?.close();
  await server?.close();
});

const password = 'correct horse battery';

test('an invitation arrives by mail, in the language chosen for it, and its link lets the person in', async () => {
  const context = await world.open({ view: 'phone' });
  await signedUp(world, context, 'enterprise', 'ada@mail.example');
  const page = await context.newPage();
  await page.goto('/people');
  expect(await page.getByLabel('Langue du mail').inputValue()).toBe('fr');
  await isWell(page, 'people-mail-fr-phone');
  await page.getByLabel('Adresse e-mail').fill('devi@mail.example');
  await page.getByLabel('Langue du mail').selectOption('en');
  await page.getByRole('button', { name: 'Inviter', exact: true }).click();
  await page.getByRole('status').filter({ hasText: 'envoyée à devi@mail.example' }).waitFor();
  await isWell(page, 'invited-by-mail-fr-phone');
  const shown = await page.getByLabel('Lien d’invitation').inputValue();
  const { parsed, to } = server.latest();
  expect(to).toEqual(['devi@mail.example']);
  expect(parsed.from?.text).toBe('"NOX de TechCorp" <nox@techcorp.example>');
  expect(parsed.subject).toMatch(/^ada invites you to NOX, to the space Espace de ada/);
  expect(parsed.text).toContain(shown);
  expect(parsed.html).toContain(`href="${shown}"`);
  // The space's name holds an address: mail programs must not make a link of it.
  expect(parsed.text).not.toMatch(/[^\s]@mail\.example/);

  const mail = await context.newPage();
  await mail.setContent(String(parsed.html));
  await isWell(mail, 'mail-invitation-en-phone');
  await page.goto('/people');
  expect(await page.getByRole('listitem').filter({ hasText: 'devi@' }).innerText()).toMatch(/envoyée à devi/);

  const guest = await world.open({ language: 'en' });
  const theirs = await guest.newPage();
  await theirs.goto(shown);
  expect(await theirs.getByLabel('E-mail address').inputValue()).toBe('devi@mail.example');
  await theirs.getByLabel('Your name').fill('Devi');
  await theirs.getByLabel('Password').fill(password);
  await theirs.getByRole('button', { name: 'Join' }).click();
  await theirs.getByRole('heading', { level: 1, name: 'First steps' }).waitFor();
  await context.close();
  await guest.close();
});

test('a refused address, a server that asks for patience, too many mails: it is said, and the link is there', async () => {
  const context = await world.open({ language: 'en' });
  await signedUp(world, context, 'freelance', 'marie@mail.example');
  const page = await context.newPage();
  await page.goto('/people?lang=en');
  await page.getByLabel('E-mail address').fill('client@nowhere.example');
  server.refuse({ code: 550, text: 'no such user' });
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  expect(await page.getByRole('alert').innerText()).toMatch(/refuses the address client@nowhere\.example/);
  await isWell(page, 'invited-refused-en-desktop');
  const first = await page.getByLabel('Invitation link').inputValue();
  server.refuse({ code: 451, text: 'try again' });
  await page.getByRole('button', { name: 'Send again by mail' }).click();
  expect(await page.getByRole('alert').innerText()).toMatch(/send it again in some minutes/);
  server.refuse(undefined);
  await page.goto('/people');
  const item = page.getByRole('listitem').filter({ hasText: 'client@nowhere.example' });
  expect(await item.innerText()).toMatch(/not sent yet/);
  await item.getByRole('button', { name: 'Send again by mail' }).click();
  await page.getByRole('status').filter({ hasText: 'was sent to client@nowhere.example' }).waitFor();
  const second = await page.getByLabel('Invitation link').inputValue();
  expect(server.latest().parsed.text).toContain(second);
  expect([(await fetch(first)).status, (await fetch(second)).status]).toEqual([410, 200]);
  await page.goto('/people');
  await item.getByRole('button', { name: 'Send again by mail' }).click();
  expect(await page.getByRole('alert').innerText()).toMatch(/many invitations in a short time/);
  await page.getByLabel('Invitation link').waitFor();
  await page.goto('/people');
  await page.getByLabel('E-mail address').evaluate((input: { type: string }) => void (input.type = 'text'));
  await page.getByLabel('E-mail address').fill('not an address');
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  expect(await page.content()).toMatch(/whole e-mail address/);
  expect(world.nox.logged.join('')).not.toMatch(/client@nowhere|invitation\/\d/);
  await context.close();
});

test('a mail server that says nothing holds nobody up for long; the invitation is there', async () => {
  const silent = await startSilentServer();
  const slow = await startWebWorld({ SMTP_URL: silent.url, MAIL_FROM: 'nox@techcorp.example' });
  const context = await slow.open();
  await signedUp(slow, context, 'enterprise', 'ada@slow.example');
  const page = await context.newPage();
  await page.goto('/people');
  await page.getByLabel('Adresse e-mail').fill('devi@slow.example');
  await page.getByRole('button', { name: 'Inviter', exact: true }).click();
  expect(await page.getByRole('alert').innerText()).toMatch(/n’a pas répondu à temps/);
  const link = await page.getByLabel('Lien d’invitation').inputValue();
  expect((await fetch(link)).status).toBe(200);
  await slow.close();
  await silent.close();
});

test('without a mail server the page says so, and a link can be had again', async () => {
  const bare = await startWebWorld();
  const context = await bare.open();
  await signedUp(bare, context, 'enterprise', 'ada@bare.example');
  const page = await context.newPage();
  await page.goto('/people');
  expect(await page.getByText('n’est pas configuré').count()).toBe(1);
  expect(await page.getByLabel('Langue du mail').count()).toBe(0);
  await page.getByLabel('Pour qui ?').fill('Devi');
  await page.getByRole('button', { name: 'Préparer le lien' }).click();
  const first = await page.getByLabel('Lien d’invitation').inputValue();
  await page.goto('/people');
  await page.getByRole('button', { name: 'Obtenir un nouveau lien' }).click();
  const second = await page.getByLabel('Lien d’invitation').inputValue();
  expect([(await fetch(first)).status, (await fetch(second)).status]).toEqual([410, 200]);
  await bare.close();
});
