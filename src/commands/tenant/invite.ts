import { z } from 'zod';
import { ChoiceNeeded } from '../../core/choice.ts';
import { NoxError } from '../../core/errors.ts';
import type { Integration } from '../../core/integration.ts';
import type { Role } from '../../core/roles.ts';
import { defineCommand } from '../contracts/command.ts';
import type { CommandContext } from '../contracts/command.ts';
import { readDuration } from '../text/duration.ts';
import { roleName, textReply } from '../refusal.ts';
import { fold } from '../text/words.ts';
import { roleWord, slackMention } from './slack-mention.ts';

/** What stands for all integrations. */
const everything = '*';
const longestMs = 366 * 24 * 3_600_000;

interface Input {
  readonly person: string;
  readonly role: Role;
  readonly only?: string | undefined;
  readonly for?: string | undefined;
}

/**
 * `invite @someone [--only client-a,github-pro] [--for 30d]`: lets a person of this workspace use NOX. A freelancer's
 * guests are viewers, and it is asked what they may see: one client must not meet the other's clusters.
 */
export const invite = defineCommand<Input>({
  name: 'invite',
  area: 'tenant',
  synonyms: ['inviter', 'ajouter'],
  permission: 'tenant:manage',
  input: z.strictObject({
    person: slackMention,
    role: roleWord.default('viewer'),
    only: z.string().max(300).optional(),
    for: z.string().max(20).optional(),
  }),
  parameters: [
    { name: 'person', position: 0 },
    { name: 'role', position: 1, prepositions: ['as', 'en', 'comme'] },
    {
      name: 'only',
      flags: ['seulement', 'uniquement'],
      prepositions: ['seulement', 'only'],
      label: 'people.parameter.only',
    },
    {
      name: 'for',
      kind: 'duration',
      flags: ['pour', 'pendant'],
      prepositions: ['pendant', 'for'],
      label: 'people.parameter.for',
    },
  ],
  help: 'help.invite',
  example: 'invite @sam --only client-a --for 30d',
  effect: 'change',
  async run(context, input) {
    const { t, clock, target } = context;
    target(`${input.person} → ${input.role}`);
    const only = await reachOf(context, input.only);
    const until = input.for === undefined ? undefined : endOf(input.for, clock.now());
    const person = await context.people.invite(input.person, input.role, {
      only: only?.map(({ id }) => id),
      until,
    });
    const said = t('people.invited', { role: roleName(t, person.role) });
    const names = only && [...new Set(only.map(({ name }) => name))].join(', ');
    return textReply(names === undefined ? said : `${said} ${t('people.sees_only', { names })}`, 'ok');
  },
});

/** The integrations that were named; undefined for all. Errors: ChoiceNeeded in a freelance space, `not_found`. */
async function reachOf(
  { connections, tenant, t }: CommandContext,
  written: string | undefined,
): Promise<readonly Integration[] | undefined> {
  const all = await connections.list();
  const names = [...new Set(all.map(({ name }) => name))];
  if (written === undefined) {
    if (tenant.type === 'enterprise' || names.length < 2) return undefined;
    throw new ChoiceNeeded('only', 'people.which_integrations', [
      ...names.map((name) => ({ label: name, value: name })),
      { label: t('people.everything'), value: everything },
    ]);
  }
  if (written.trim() === everything) return undefined;
  return written.split(',').flatMap((each) => {
    const found = all.filter(({ name }) => fold(name) === fold(each.trim()));
    if (found.length > 0) return found;
    throw new NoxError(
      'not_found',
      { name: each.trim(), known: names.join(', ') || '–' },
      { sentence: 'people.no_such_integration' },
    );
  });
}

function endOf(written: string, now: Date): Date {
  const ms = readDuration(written);
  if (!ms || ms > longestMs) throw new NoxError('bad_input', {}, { sentence: 'people.bad_duration' });
  return new Date(now.getTime() + ms);
}
