import { z } from 'zod';

/** A mentioned person, `<@U012ABC>` as Slack writes it when a mention is escaped. Becomes the user id. */
export const slackMention = z
  .string()
  .regex(/^<@[UW][A-Z0-9]{2,20}(\|[^>]*)?>$/)
  .transform((mention) => mention.slice(2, -1).split('|')[0] ?? '');

/** A role by its name in either language. */
const roleWords: Readonly<Record<string, 'viewer' | 'developer' | 'manager' | 'admin'>> = {
  viewer: 'viewer',
  lecteur: 'viewer',
  observateur: 'viewer',
  developer: 'developer',
  dev: 'developer',
  developpeur: 'developer',
  développeur: 'developer',
  manager: 'manager',
  responsable: 'manager',
  admin: 'admin',
  administrateur: 'admin',
  administrator: 'admin',
};

export const roleWord = z
  .string()
  .transform((word) => roleWords[word.toLowerCase()])
  .pipe(z.enum(['viewer', 'developer', 'manager', 'admin']));
