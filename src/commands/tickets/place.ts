import { ChoiceNeeded } from '../../core/choice.ts';
import { NoxError } from '../../core/errors.ts';
import type { TicketPlace } from '../../database/tenant/tickets.ts';
import type { CommandContext } from '../contracts/command.ts';
import { aimAtRepository } from '../github/aim.ts';
import { inRepository } from '../github/pick-repository.ts';
import { jiraWith } from '../jira/find-issue.ts';

/** Where a ticket is to go, as it was written, and which Jira or GitHub was named. */
export interface PlaceWords {
  readonly written: string;
  readonly jira?: string | undefined;
  readonly github?: string | undefined;
}

/**
 * The place that was meant: `jira PAY`, `PAY`, `github acme/web`, `acme/web`, `web`. It is looked up, so that a ticket
 * does not fail at night for a slip of the finger.
 * Errors: `bad_input`, ChoiceNeeded (`jira`, `github`), `not_connected`, `not_found`, `upstream_*`.
 */
export async function findTicketPlace(context: CommandContext, words: PlaceWords): Promise<TicketPlace> {
  const [, service, target = ''] =
    /^(?:(jira|github|gh)\s+)?(\S+)$/i.exec(words.written.trim().replace(/^(?:to|vers|dans)\s+/i, '')) ?? [];
  if (target === '') throw new NoxError('bad_input', {}, { sentence: 'ticket.bad_place' });
  if (service ? /^jira$/i.test(service) : await isForJira(context, words, target)) {
    const { client, integration } = await jiraWith(context, words.jira, target.toUpperCase());
    const project = await client.project(target.toUpperCase());
    if (!project) throw new NoxError('not_found', { kind: 'jira.kind.project', name: target });
    return { service: 'jira', toolId: integration.id, place: project.key };
  }
  const aim = await aimAtRepository(context, { repo: target, github: words.github });
  const { fullName } = await inRepository(aim.client, aim.repository, () =>
    aim.client.repositories.get(aim.repository),
  );
  return { service: 'github', toolId: aim.integration.id, place: fullName };
}

/** A word alone is a project's key where there is a Jira, else a repository's name. */
async function isForJira(
  { connections }: CommandContext,
  words: PlaceWords,
  target: string,
): Promise<boolean> {
  if (words.github !== undefined || !/^[a-z][a-z0-9_]*$/i.test(target)) return false;
  return words.jira !== undefined || (await connections.list()).some(({ type }) => type === 'jira');
}

/**
 * Asks where, with what the tenant would likely say: the places of its rules, its Jira projects, its repositories.
 * @param parameter the input field that the answer fills
 */
export async function askTicketPlace(context: CommandContext, parameter: string): Promise<never> {
  const { connections, tickets } = context;
  const rules = await tickets.rules();
  const places = new Set(rules.map(({ service, place }) => `${service} ${place}`));
  const all = await connections.list();
  const jiras = all.filter(({ type }) => type === 'jira');
  const githubs = all.filter(({ type }) => type === 'github');
  if (places.size === 0 && jiras.length === 1)
    for (const { key } of await (await connections.jira()).client.projects()) places.add(`jira ${key}`);
  if (places.size === 0 && githubs.length === 1)
    for (const each of await (await connections.github()).client.repositories.list())
      places.add(`github ${each.fullName}`);
  if (places.size === 0)
    throw new NoxError(
      'bad_input',
      {},
      {
        sentence: jiras.length + githubs.length > 0 ? 'ticket.bad_place' : 'ticket.no_tool',
      },
    );
  const options = [...places].slice(0, 10).map((each) => ({ label: each.replace(/^\w+ /, ''), value: each }));
  throw new ChoiceNeeded(parameter, 'ticket.where', options);
}
