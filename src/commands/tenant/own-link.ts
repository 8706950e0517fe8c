import { z } from 'zod';
import type { SlackLinkPurpose } from '../../access/slack-links.ts';
import { link as linkTo } from '../../core/reply.ts';
import type { AnyCommand } from '../contracts/command.ts';
import { defineCommand } from '../contracts/command.ts';

/** What both have in common: an address for the asker alone, and what to heed. */
function givesLink(name: SlackLinkPurpose, synonyms: readonly string[]): AnyCommand {
  return defineCommand<Record<string, never>>({
    name,
    area: 'tenant',
    synonyms,
    permission: 'tenant:read',
    input: z.strictObject({}),
    parameters: [],
    help: `help.${name}`,
    example: name,
    effect: 'read',
    async run({ t, people }) {
      const url = await people.ownLink(name);
      return {
        summary: t(`account.${name}.offer`),
        audience: 'asker',
        blocks: [
          { kind: 'text', text: [t(`account.${name}.offer`), ' ', linkTo(t(`account.${name}.open`), url)] },
          { kind: 'context', text: t(`account.${name}.note`) },
        ],
      };
    },
  });
}

/** `link`: joins who speaks in Slack to an account that they sign in to. */
export const link = givesLink('link', ['lier', 'relier', 'associer', 'lier mon compte', 'link account']);

/** `signin`: opens the web pages as who speaks in Slack. */
export const signin = givesLink('signin', ['connexion', 'se connecter', 'sign in', 'login', 'log in']);
