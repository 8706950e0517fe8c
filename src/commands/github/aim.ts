import { ChoiceNeeded } from '../../core/choice.ts';
import { NoxError } from '../../core/errors.ts';
import type { Integration } from '../../core/integration.ts';
import type { GithubClient } from '../../integrations/github/client.ts';
import { isAtHost } from '../../integrations/github/hosts.ts';
import type { CommandContext } from '../contracts/command.ts';
import type { Place, TicketInput } from './fields.ts';
import { inRepository, pickRepository } from './pick-repository.ts';
import { readReference } from './reference.ts';
import type { Reference } from './reference.ts';

/** Where a command works. */
export interface Aim {
  readonly client: GithubClient;
  readonly integration: Integration;
  /** `owner/name` */
  readonly repository: string;
}

export interface TicketAim extends Aim {
  readonly number: number;
}

/** Finds the repository that was meant, and names it for the audit. Errors: ChoiceNeeded, `not_found`, `upstream_*`. */
export async function aimAtRepository(context: CommandContext, input: Place): Promise<Aim> {
  const reference = read(input.repo);
  if (reference && reference.repository === undefined) throw unreadable(input.repo);
  const { client, integration } = await open(context, input.github, reference);
  const repository = await pickRepository(client, reference?.repository);
  context.target(repository);
  return { client, integration, repository };
}

/**
 * Finds the issue or pull request that was meant; without a number it asks which of the open ones.
 * @param noun what is asked for where no number was given
 */
export async function aimAtTicket(
  context: CommandContext,
  input: TicketInput,
  noun: 'pull' | 'issue',
): Promise<TicketAim> {
  const ref = read(input.ref);
  const beside = read(input.repo);
  const { client, integration } = await open(context, input.github, ref?.host ? ref : beside);
  const own = ref?.repository;
  const repository = await pickRepository(client, own?.includes('/') ? own : (beside?.repository ?? own));
  const written = input.number?.replace('#', '');
  const number = ref?.number ?? (written === undefined ? beside?.number : Number(written));
  if (number === undefined) throw await askWhich(client, repository, noun);
  context.target(`${repository}#${number}`);
  return { client, integration, repository, number };
}

/** The input with everything settled: what a click carries out. */
export function settled({ integration, repository, number }: TicketAim): {
  readonly github: string;
  readonly ref: string;
} {
  return { github: integration.name, ref: `${repository}#${number}` };
}

/** Opens the GitHub that was named, or the one whose host a URL names. */
async function open(context: CommandContext, named: string | undefined, reference: Reference | undefined) {
  const { connections } = context;
  const { host } = reference ?? {};
  if (host === undefined) return connections.github(named);
  const fits = (await connections.list()).filter((each) => isAtHost(each, host));
  const [only, second] = fits;
  const chosen = named === undefined && only && !second ? only.name : named;
  const opened = await connections.github(chosen);
  // The same owner and name elsewhere would be another repository.
  if (!fits.some((each) => each.id === opened.integration.id))
    throw new NoxError(
      'bad_input',
      { host, name: opened.integration.name },
      { sentence: 'github.other_host' },
    );
  return opened;
}

async function askWhich(
  client: GithubClient,
  repository: string,
  noun: 'pull' | 'issue',
): Promise<ChoiceNeeded | NoxError> {
  const list = noun === 'pull' ? client.pulls.list : client.issues.list;
  const { items } = await inRepository(client, repository, () => list(repository, { state: 'open' }));
  if (items.length === 0)
    return new NoxError('not_found', { repository }, { sentence: `github.no_open_${noun}` });
  return new ChoiceNeeded(
    'ref',
    `github.which_${noun}`,
    items.slice(0, 10).map((each) => ({
      label: `#${each.number} ${each.title}`.slice(0, 70),
      value: `${repository}#${each.number}`,
    })),
  );
}

function read(written: string | undefined): Reference | undefined {
  if (written === undefined) return undefined;
  const reference = readReference(written);
  if (!reference) throw unreadable(written);
  return reference;
}

function unreadable(written: string | undefined): NoxError {
  return new NoxError(
    'bad_input',
    { given: (written ?? '').slice(0, 80) },
    { sentence: 'github.unreadable' },
  );
}

/**
 * Parts a text from a number that stands before it: `web 12 looks good` is #12 of web, and a text. With a number in
 * the reference already, the text stays whole.
 */
export function partText<T extends TicketInput & { readonly text?: string | undefined }>(
  input: T,
): Omit<T, 'text'> & { readonly text?: string | undefined } {
  const hasNumber = input.number !== undefined || readReference(input.ref ?? '')?.number !== undefined;
  const parted = hasNumber ? null : /^#?(\d{1,9})(?:\s+([^]+))?$/.exec(input.text ?? '');
  return parted ? { ...input, number: parted[1], text: parted[2] } : input;
}

/**
 * For commands whose second word is a number or already the text: `web 12 ada` and `web#12 ada`. Unlike free text,
 * what follows may still name an account (`avec perso`).
 */
export function partWords<T extends TicketInput & { readonly text?: string | undefined }>(
  input: T,
): Omit<T, 'text' | 'number'> & { readonly text: string; readonly number?: string | undefined } {
  const { number = '', text = '' } = input;
  const isNumber = /^#?\d{1,9}$/.test(number) && readReference(input.ref ?? '')?.number === undefined;
  return isNumber
    ? { ...input, text }
    : { ...input, number: undefined, text: [number, text].filter(Boolean).join(' ') };
}
