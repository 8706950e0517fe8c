import { ChoiceNeeded } from '../../core/choice.ts';
import { NoxError } from '../../core/errors.ts';
import type { JiraClient } from '../../integrations/jira/client.ts';
import type { CommandContext } from '../contracts/command.ts';
import type { Opened } from '../contracts/connections.ts';
import { hostIn, keyIn } from './fields.ts';

/** An issue, and the Jira that it is in. */
export interface IssuePlace extends Opened<JiraClient> {
  readonly key: string;
}

/**
 * The Jira of an issue that was written, named for the audit. Of several Jiras an address decides by its host, a key
 * by its project. Errors: ChoiceNeeded, `not_connected`, `upstream_not_found`.
 */
export async function findIssue(
  context: CommandContext,
  input: { readonly issue: string; readonly jira?: string | undefined },
): Promise<IssuePlace> {
  const key = keyIn(input.issue) ?? '';
  const host = hostIn(input.issue);
  const opened = await jiraWith(context, input.jira, key.split('-')[0] ?? '', host);
  context.target(`${opened.integration.name}/${key}`);
  return { ...opened, key };
}

/** The Jira that was named, the only one, or of several the one that has this project. Errors as above. */
export async function jiraWith(
  context: CommandContext,
  name: string | undefined,
  project: string,
  host?: string,
): Promise<Opened<JiraClient>> {
  const { connections } = context;
  const all = (await connections.list()).filter((each) => each.type === 'jira');
  const there = host === undefined ? [] : all.filter((each) => each.details['host'] === host);
  if (host !== undefined && name === undefined && all.length > 0 && there.length === 0)
    throw new NoxError('not_found', { host: host.slice(0, 100) }, { sentence: 'jira.other_site' });
  const candidates = there.length > 0 ? there : all;
  if (name !== undefined || candidates.length < 2) return connections.jira(name ?? candidates[0]?.name);
  const fits = await Promise.all(
    candidates.map(async (each) => {
      const opened = await connections.jira(each.name);
      // One Jira out of order must not hide the issue that is in another.
      const has = await opened.client.project(project).catch(() => undefined);
      return has ? opened : undefined;
    }),
  );
  const having = fits.filter((each) => each !== undefined);
  const [only] = having;
  if (only && having.length === 1) return only;
  const options = having.length > 0 ? having.map((each) => each.integration) : candidates;
  throw new ChoiceNeeded(
    'jira',
    'choice.jira',
    options.map((each) => ({ label: each.name, value: each.name })),
  );
}
