import { expect, test } from 'vitest';
import { fr } from '../../src/messages/fr.ts';
import { createMessages, isMessageKey } from '../../src/messages/translate.ts';
import { frenchSpacing } from '../../src/messages/french-spacing.ts';
import { toMrkdwn } from '../../src/surfaces/slack/render/inline.ts';

/** French marks stay with their words: no line begins with a colon. */
const t = createMessages()('fr');

test('no sentence lets a mark begin a line, nor « end one', () => {
  const keys = Object.keys(fr).filter(isMessageKey);
  expect(keys.length).toBeGreaterThan(1_000);
  const loose = keys.filter((key) =>
    / [:;?!»]+(?=[\s.,)}]|$)|« /.test(frenchSpacing(fr[key]).replace(/`[^`]*`/g, '')),
  );
  expect(loose).toEqual([]);
});

test('code, addresses, times and emoji are left alone', () => {
  const left = 'À 12:30, `a : b`, https://x.fr/?a=1 :warning: --author !bot && a != b';
  expect(frenchSpacing(left)).toBe(left);
});

test('what is put into a sentence stays as it was given', () => {
  const said = t('incident.headline', { subject: 'a : b', cluster: '« c »', what: 'd ?' });
  expect(said).toBe('a : b sur « c »\u00a0: d ?');
});

test('Slack is sent them as they are, in bold and in links too', () => {
  const reader = { locale: 'fr', timeZone: 'UTC', now: new Date() } as const;
  const text = frenchSpacing('Pourquoi ?  Voici : oui');
  expect(toMrkdwn({ kind: 'bold', text }, reader)).toBe('*Pourquoi\u00a0? Voici\u00a0: oui*');
  expect(toMrkdwn({ kind: 'link', text, url: 'https://x.fr' }, reader)).toBe(
    '<https://x.fr|Pourquoi\u00a0? Voici\u00a0: oui>',
  );
});
