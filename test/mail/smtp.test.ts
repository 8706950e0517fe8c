import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Letter } from '../../src/core/mail.ts';
import { createSmtpMailer } from '../../src/mail/smtp.ts';
import { startMailServer, startSilentServer } from '../support/mail-server.ts';
import type { MailServer } from '../support/mail-server.ts';

/** Mail, against a mail server written by others. */
let server: MailServer;
beforeAll(async () => {
  server = await startMailServer();
});
afterAll(() => server?.close());

const from = { name: 'NOX', address: 'nox@nox.example' };
const letter: Letter = {
  to: 'devi@people.example',
  locale: 'fr',
  subject: 'Une invitation à l’été',
  paragraphs: ['Bonjour,', 'Ada & <b>Bob</b> vous invitent.'],
  links: [{ label: 'Accepter', href: 'https://nox.example/invitation/1-abc' }],
  notes: ['Une seule fois.'],
};

function mailer(url = server.url, waitMs?: number) {
  const logged: unknown[] = [];
  return { ...createSmtpMailer({ url, from }, { warn: (...all) => logged.push(all) }, waitMs), logged };
}

test('a mail arrives as text and as HTML, with its link, and nothing in it is fetched from anywhere', async () => {
  expect(await mailer().send(letter)).toBe('sent');
  const { to, parsed, raw } = server.latest();
  expect(to).toEqual(['devi@people.example']);
  expect(parsed.from?.text).toBe('"NOX" <nox@nox.example>');
  expect(parsed.subject).toBe('Une invitation à l’été');
  expect(parsed.headers.get('auto-submitted')).toBe('auto-generated');
  expect(parsed.text).toContain('Ada & <b>Bob</b> vous invitent.');
  expect(parsed.text).toContain('Accepter\nhttps://nox.example/invitation/1-abc');
  const html = String(parsed.html);
  expect(html).toContain('Ada &amp; &lt;b&gt;Bob&lt;/b&gt;');
  expect(html).toContain('<html lang="fr">');
  expect([...html.matchAll(/https?:\/\/[^"<\s]+/g)].map(String)).toEqual(
    Array.from({ length: 3 }, () => 'https://nox.example/invitation/1-abc'),
  );
  expect(html).not.toMatch(/<img|<script|<link|url\(|@import/i);
  expect(raw).not.toMatch(/list-unsubscribe|x-mailer/i);
});

test.each(['Bonjour\r\nBcc: victim@example.com', 'Bonjour\nX-Evil: 1\n\nbody', 'Bonjour\u2028Bcc: x@y.z'])(
  'the subject %j is one line, and no header comes of it',
  async (subject) => {
    expect(await mailer().send({ ...letter, subject })).toBe('sent');
    const { to, parsed } = server.latest();
    expect([to, parsed.bcc, parsed.headers.get('x-evil')]).toEqual([[letter.to], undefined, undefined]);
    expect(parsed.subject).toMatch(/^Bonjour (Bcc|X-Evil): /);
  },
);

test.each([
  'devi@people.example\r\nBcc: victim@example.com',
  'devi@people.example, victim@example.com',
  'Devi <victim@example.com>',
  'devi@people.example>\r\nRCPT TO:<victim@example.com',
])('nothing is sent to %j', async (to) => {
  const before = server.received.length;
  expect(await mailer().send({ ...letter, to })).toBe('bad_address');
  expect(server.received.length).toBe(before);
});

test('what a server says, and what it does not, is told apart', async () => {
  const becomes = async (code: number, text: string) => {
    server.refuse({ code, text });
    const { send, logged } = mailer();
    const delivery = await send(letter);
    server.refuse(undefined);
    expect(JSON.stringify(logged)).toContain(String(code));
    expect(JSON.stringify(logged)).not.toMatch(/devi|people\.example|Bonjour|invitation\//);
    return delivery;
  };
  expect(await becomes(550, 'no such user')).toBe('bad_address');
  expect(await becomes(451, 'greylisted')).toBe('later');
  const gone = await startMailServer();
  await gone.close();
  expect(await mailer(gone.url).send(letter)).toBe('unreachable');
  const silent = await startSilentServer();
  expect(await mailer(silent.url, 200).send(letter)).toBe('slow');
  await silent.close();
});

test('a password goes to the server over TLS alone', async () => {
  const guarded = await startMailServer({ password: 'mail-secret' });
  // The server's certificate is its own: what is asked for by name is not got.
  expect(await mailer(guarded.url).send(letter)).toBe('unreachable');
  expect(guarded.signIns).toEqual([]);
  expect(await mailer(`${guarded.url}?tls.rejectUnauthorized=false`).send(letter)).toBe('sent');
  expect(guarded.signIns).toEqual([{ user: 'nox', secure: true }]);
  const wrong = guarded.url.replace('mail-secret', 'wrong');
  const refused = mailer(`${wrong}?tls.rejectUnauthorized=false`);
  expect(await refused.send(letter)).toBe('refused');
  expect(JSON.stringify(refused.logged)).not.toContain('wrong');
  await guarded.close();
});

test('letters that nobody waits for are sent all the same, and a fault in writing them is no crash', async () => {
  const { sendBehind, settled, logged } = mailer();
  sendBehind(async () => [letter]);
  sendBehind(async () => {
    throw new Error('the database is down');
  });
  await settled();
  expect(server.latest().to).toEqual(['devi@people.example']);
  expect(logged).toHaveLength(1);
});
