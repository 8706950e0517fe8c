import { z } from 'zod';
import { moment } from '../../core/reply.ts';
import type { Inline, Span } from '../../core/reply.ts';
import type { Translate } from '../../messages/translate.ts';
import type { Person } from '../contracts/people.ts';
import { defineCommand } from '../contracts/command.ts';
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
  async run({ t, people, connections }) {
    const [all, tools] = await Promise.all([people.list(), connections.list()]);
    const names = new Map(tools.map(({ id, name }) => [id, name]));
    const rows = all
      .slice(0, 60)
      .map((person): Inline[] => [person.name, roleName(t, person.role), noteOf(t, person, names)]);
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

/** What is special about a person: removed, or a guest with limits. */
function noteOf(t: Translate, person: Person, names: ReadonlyMap<number, string>): Inline {
  if (!person.active) return t('people.inactive');
  const only = person.only && [...new Set(person.only.flatMap((id) => names.get(id) ?? []))].join(', ');
  const notes: (string | Span)[] = only === undefined ? [] : [t('people.only', { names: only || '–' })];
  if (person.accessUntil)
    notes.push(notes.length > 0 ? ' · ' : '', t('people.until'), ' ', moment(person.accessUntil));
  return notes;
}
