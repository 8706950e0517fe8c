import { ChoiceNeeded } from '../../core/choice.ts';
import { NoxError } from '../../core/errors.ts';
import type { JiraClient } from '../../integrations/jira/client.ts';
import type { JiraPerson } from '../../integrations/jira/types.ts';
import type { CommandContext } from '../contracts/command.ts';
import { fold } from '../text/words.ts';

type Among = { readonly issueKey: string } | { readonly project: string } | undefined;

/** Where to look, and which parameter a choice fills. */
export interface Looking {
  readonly client: JiraClient;
  /** Only among those who may be given this issue, or issues of this project. */
  readonly among?: Among;
  readonly parameter: string;
}

const chosen = 'account:';
const meWords = ['me', 'moi', 'myself', 'moi-meme'];
const nobodyWords = ['nobody', 'none', 'personne', 'aucun', 'unassigned', 'non assigne'];

/** Whether a word says that nobody is meant. */
export function isNobody(written: string): boolean {
  return nobodyWords.includes(fold(written));
}

/**
 * The person that was meant: `me`, a mention, a name, an address, or what a choice carries.
 * Errors: ChoiceNeeded when several fit; `not_found`.
 */
export async function findPerson(
  context: CommandContext,
  looking: Looking,
  written: string,
): Promise<JiraPerson> {
  const { client, among } = looking;
  if (written.startsWith(chosen)) return client.person(written.slice(chosen.length));
  if (meWords.includes(fold(written))) return findSelf(context, looking);
  const mention = /^<@([UW][A-Z0-9]+)/.exec(written)?.[1];
  if (mention !== undefined) return findMentioned(context, looking, mention);
  const words = written.replace(/^@/, '').trim();
  const found = await client.people(words, among);
  const exact = found.filter((each) => isCalled(each, words));
  const fits = exact.length > 0 ? exact : found;
  const [only] = fits;
  if (only && fits.length === 1) return only;
  if (fits.length > 1) throw which(looking, fits);
  const sentence = among ? 'jira.nobody_assignable' : 'jira.nobody_called';
  throw new NoxError('not_found', { name: words.slice(0, 80) }, { sentence });
}

/**
 * The Jira account of the person who asks. It is looked for by the address and the name that NOX knows: good enough to
 * choose a filter or an assignee, since neither grants anything. Anything but a clear match is asked back.
 */
export async function findSelf(context: CommandContext, looking: Looking): Promise<JiraPerson> {
  const { actor, people } = context;
  const email = (await people.list()).find((each) => each.id === actor.userId)?.email;
  const found = await byAddressOrName(looking, email, actor.name);
  if (found) return found;
  throw new NoxError('not_found', { name: actor.name }, { sentence: 'jira.who_are_you' });
}

async function findMentioned(
  { people }: CommandContext,
  looking: Looking,
  slackUserId: string,
): Promise<JiraPerson> {
  const person = (await people.list()).find((each) => each.slackUserIds.includes(slackUserId));
  const found = person && (await byAddressOrName(looking, person.email, person.name));
  if (found) return found;
  const name = person?.name ?? slackUserId;
  throw new NoxError('not_found', { name }, { sentence: 'jira.nobody_called' });
}

async function byAddressOrName(
  looking: Looking,
  email: string | undefined,
  name: string,
): Promise<JiraPerson | undefined> {
  const { client, among } = looking;
  const byAddress = email === undefined ? [] : await client.people(email, among);
  const [certain] = byAddress;
  if (certain && byAddress.length === 1) return certain;
  let byName = await client.people(name, among);
  const exact = byName.filter((each) => isCalled(each, name));
  if (exact[0] && exact.length === 1) return exact[0];
  const [first = ''] = name.split(/\s+/);
  if (byName.length === 0 && first !== name && first.length > 1) byName = await client.people(first, among);
  const candidates = new Map([...byAddress, ...byName].map((each) => [each.id, each]));
  if (candidates.size > 0) throw which(looking, [...candidates.values()]);
  return undefined;
}

function isCalled(person: JiraPerson, words: string): boolean {
  return fold(person.name) === fold(words) || person.email?.toLowerCase() === words.toLowerCase();
}

function which({ parameter }: Looking, people: readonly JiraPerson[]): ChoiceNeeded {
  const options = people.slice(0, 10).map(({ id, name, email }) => ({
    label: email ? `${name} (${email})` : name,
    value: chosen + id,
  }));
  return new ChoiceNeeded(parameter, 'jira.which_person', options);
}
