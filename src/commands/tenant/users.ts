import { z } from 'zod';
import type { Inline } from '../../core/reply.ts';
import { defineCommand } from '../command.ts';
import { roleName } from '../refusal.ts';

/** `users`: the people of the tenant and their roles. */
export const users = defineCommand<Record<string, never>>({
  name: 'users',
  area: 'tenant',
  synonyms: ['utilisateurs', 'personnes', 'people', 'membres', 'members'],
  permission: 'tenant:manage',
  input: z.strictObject({}),
  parameters: [],
  help: 'help.users',
  example: 'users',
  effect: 'read',
  async run({ t, people }) {
    const all = await people.list();
    const rows = all
      .slice(0, 60)
      .map((person): Inline[] => [
        person.name,
        roleName(t, person.role),
        person.active ? '' : t('people.inactive'),
      ]);
    return {
      summary: t('people.count', { count: all.length }),
      audience: 'asker',
      blocks: [
        { kind: 'text', text: t('people.count', { count: all.length }) },
        {
          kind: 'table',
          columns: [{ title: t('people.name') }, { title: t('people.role') }, { title: '' }],
          rows,
        },
        ...(all.length > 60
          ? [{ kind: 'context' as const, text: t('people.more', { count: all.length - 60 }) }]
          : []),
      ],
    };
  },
});
