import { z } from 'zod';
import type { Role } from '../../core/roles.ts';
import { defineCommand } from '../command.ts';
import { roleName, textReply } from '../refusal.ts';
import { roleWord, slackMention } from './slack-mention.ts';

/** `invite @someone`: lets a person of this workspace use NOX; a freelancer's guests are viewers. */
export const invite = defineCommand<{ person: string; role: Role }>({
  name: 'invite',
  area: 'tenant',
  synonyms: ['inviter', 'ajouter'],
  permission: 'tenant:manage',
  input: z.strictObject({ person: slackMention, role: roleWord.default('viewer') }),
  parameters: [
    { name: 'person', position: 0 },
    { name: 'role', position: 1, prepositions: ['as', 'en', 'comme'] },
  ],
  help: 'help.invite',
  example: 'invite @sam',
  effect: 'change',
  async run(context, input) {
    context.target(`${input.person} → ${input.role}`);
    const person = await context.people.invite(input.person, input.role);
    return textReply(context.t('people.invited', { role: roleName(context.t, person.role) }), 'ok');
  },
});
