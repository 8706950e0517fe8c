import { z } from 'zod';
import { NoxError } from '../../core/errors.ts';
import type { GithubClient } from '../../integrations/github/client.ts';
import type { TicketFilter, Wanted } from '../../integrations/github/types.ts';
import type { Parameter } from '../contracts/command.ts';
import { fold } from '../text/words.ts';
import { flag, optional } from './fields.ts';

/** The filters of `issues` and `prs`. Names stand side by side with commas, unwanted ones with `!`: `bug,!wip`. */
export const filterFields = {
  author: optional,
  label: optional,
  assignee: optional,
  reviewer: optional,
  state: optional,
  mine: flag,
};
export interface FilterInput {
  readonly author?: string | undefined;
  readonly label?: string | undefined;
  readonly assignee?: string | undefined;
  readonly reviewer?: string | undefined;
  readonly state?: string | undefined;
  readonly mine?: boolean | undefined;
  readonly draft?: boolean | undefined;
  readonly ready?: boolean | undefined;
}
export const filterParameters: readonly Parameter[] = [
  { name: 'author', flags: ['auteur', 'by'], prepositions: ['by', 'par'], label: 'github.parameter.author' },
  { name: 'label', flags: ['l', 'étiquette'], label: 'github.parameter.label' },
  { name: 'assignee', flags: ['assigné'], label: 'github.parameter.assignee' },
  { name: 'state', flags: ['état', 's'], label: 'github.parameter.state' },
  { name: 'mine', kind: 'switch', flags: ['moi', 'me'] },
];

const states: Readonly<Record<string, TicketFilter['state']>> = {
  open: 'open',
  ouvert: 'open',
  ouverte: 'open',
  ouvertes: 'open',
  ouverts: 'open',
  closed: 'closed',
  ferme: 'closed',
  fermee: 'closed',
  fermes: 'closed',
  fermees: 'closed',
  merged: 'merged',
  fusionne: 'merged',
  fusionnee: 'merged',
  fusionnees: 'merged',
  all: 'all',
  tout: 'all',
  toutes: 'all',
  tous: 'all',
};

/** What was asked for, as the client takes it. `@me` is the account behind the token. Errors: `bad_input`. */
export async function readFilter(client: GithubClient, input: FilterInput): Promise<TicketFilter> {
  const state = states[fold(input.state ?? 'open')];
  if (state === undefined)
    throw new NoxError('bad_input', { given: input.state ?? '' }, { sentence: 'github.bad_state' });
  const named = [input.author, input.assignee, input.reviewer, input.mine ? '@me' : undefined];
  const me = named.some((each) => each && wanted(each).isMe) ? (await client.whoAmI()).login : '';
  const people = (written: string | undefined) =>
    written === undefined ? undefined : wanted(written, me).names;
  return {
    state,
    author: people(input.mine ? '@me' : input.author),
    assignee: people(input.assignee),
    reviewer: people(input.reviewer),
    label: input.label === undefined ? undefined : wanted(input.label, undefined).names,
    isDraft: input.draft ? true : input.ready ? false : undefined,
  };
}

/** Whether anything but the state narrows the list. */
export function isNarrowed({ author, label, assignee, reviewer, isDraft }: TicketFilter): boolean {
  return [author, label, assignee, reviewer, isDraft].some((each) => each !== undefined);
}

const meWords = ['me', '@me', 'moi', '@moi'];

/** @param me the login that `@me` stands for; undefined where names are no people's */
function wanted(written: string, me?: string): { names: Wanted; isMe: boolean } {
  const words = written
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each.replace('!', '') !== '');
  const plain = (word: string) => word.replace(/^!\s*/, '');
  const name = (word: string) => {
    const bare = plain(word);
    if (me === undefined) return bare;
    return meWords.includes(fold(bare)) ? me : bare.replace(/^@/, '');
  };
  return {
    isMe: words.some((each) => meWords.includes(fold(plain(each)))),
    names: {
      some: words.filter((each) => !each.startsWith('!')).map(name),
      none: words.filter((each) => each.startsWith('!')).map(name),
    },
  };
}

export const draftFields = { draft: z.coerce.boolean().optional(), ready: z.coerce.boolean().optional() };
export const pullParameters: readonly Parameter[] = [
  { name: 'reviewer', flags: ['relecteur'], label: 'github.parameter.reviewer' },
  { name: 'draft', kind: 'switch', flags: ['brouillon', 'brouillons', 'drafts'] },
  { name: 'ready', kind: 'switch', flags: ['prêtes', 'no-draft'] },
];
