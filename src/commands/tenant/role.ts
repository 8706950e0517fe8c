import { z } from 'zod';
import type { Role } from '../../core/roles.ts';
import { defineCommand } from '../contracts/command.ts';
import { roleName, textReply } from '../refusal.ts';
import { roleWord, slackMention } from './slack-mention.ts';

/** `role @someone <role>`: changes a person's role, at once. */
export const role = defineCommand<{ person: string; role: Role }>({
  name: 'role',
  area: 'tenant',
  synonyms: ['rôle', 'role set'],
  permission: 'tenant:manage',
  input: z.strictObject({ person: slackMention, role: roleWord }),
  parameters: [
    { name: 'person', position: 0 },
    { name: 'role', position: 1, prepositions: ['=', 'to', 'en', 'as'] },
  ],
  help: 'help.role',
  example: 'role @sam manager',
  effect: 'change',
  async run(context, input) {
    context.target(`${input.person} → ${input.role}`);
    const person = await context.people.setRole(input.person, input.role);
    return textReply(
      context.t('people.role_set', { name: person.name, role: roleName(context.t, person.role) }),
      'ok',
    );
  },
});
