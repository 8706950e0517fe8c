import { z } from 'zod';
import { isNoxError } from '../../core/errors.ts';
import type { JiraConnection } from './connection.ts';
import { personOf, userShape } from './shapes.ts';
import type { JiraPerson, JiraProject } from './types.ts';

const projectShape = z.object({ key: z.string(), name: z.string() });
const usersShape = z.array(userShape);
const mostPeople = '20';

/** The person behind the credential. */
export async function whoAmI({ read }: JiraConnection): Promise<JiraPerson> {
  return personOf(await read('myself', userShape, (jira) => jira.getCurrentUser()));
}

/** What the site says of itself; also proves that it is a Jira. */
export function serverInfo({ read, send }: JiraConnection) {
  const shape = z.object({
    baseUrl: z.string(),
    version: z.string(),
    deploymentType: z.string().default('Server'),
  });
  return read('serverInfo', shape, send('GET', '/serverInfo'));
}

/** Which of these permissions the credential has, in some project at least. */
export async function permissionsOf(
  { read, send }: JiraConnection,
  keys: readonly string[],
): Promise<readonly string[]> {
  const shape = z.object({
    permissions: z.record(z.string(), z.object({ havePermission: z.boolean().default(false) })),
  });
  const query = { permissions: keys.join(',') };
  const { permissions } = await read('mypermissions', shape, send('GET', '/mypermissions', { query }));
  return keys.filter((key) => permissions[key]?.havePermission);
}

/** A project by its key; undefined where there is none, or where it is hidden from the credential. */
export async function findProject({ read }: JiraConnection, key: string): Promise<JiraProject | undefined> {
  try {
    return await read(key, projectShape, (jira) => jira.getProject(key));
  } catch (error) {
    if (isNoxError(error, 'upstream_not_found')) return undefined;
    throw error;
  }
}

/** The projects that the credential sees, 100 at most. */
export async function listProjects({ isCloud, read, send }: JiraConnection): Promise<JiraProject[]> {
  if (!isCloud) return read('projects', z.array(projectShape), (jira) => jira.listProjects());
  const query = { maxResults: '100', orderBy: 'key' };
  const page = z.object({ values: z.array(projectShape) });
  return (await read('projects', page, send('GET', '/project/search', { query }))).values;
}

/** The priorities of the site, from highest to lowest. */
export function listPriorities({ read }: JiraConnection): Promise<{ id: string; name: string }[]> {
  const shape = z.array(z.object({ id: z.string(), name: z.string() }));
  return read('priorities', shape, (jira) => jira.listPriorities());
}

/** Where somebody is looked for: everywhere, or among those who may be given an issue. */
export type Among = { readonly issueKey: string } | { readonly project: string } | undefined;

/** People whose name or address begins so, 20 at most; no apps, nobody who has left. */
export async function findPeople(
  { isCloud, read, send }: JiraConnection,
  words: string,
  among: Among,
): Promise<JiraPerson[]> {
  const path = among ? '/user/assignable/search' : '/user/search';
  const query = { [isCloud ? 'query' : 'username']: words, maxResults: mostPeople, ...among };
  const found = await read('people', usersShape, send('GET', path, { query }));
  return found
    .filter(({ active, accountType }) => active && (accountType ?? 'atlassian') === 'atlassian')
    .map(personOf);
}

/** The person of an id. Errors: `upstream_not_found`. */
export async function onePerson({ isCloud, read, send }: JiraConnection, id: string): Promise<JiraPerson> {
  const query: Record<string, string> = isCloud ? { accountId: id } : { username: id };
  return personOf(await read('people', userShape, send('GET', '/user', { query })));
}
