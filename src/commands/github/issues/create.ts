import { z } from 'zod';
import { distance } from 'fastest-levenshtein';
import { NoxError } from '../../../core/errors.ts';
import type { GithubClient } from '../../../integrations/github/client.ts';
import { defineCommand } from '../../contracts/command.ts';
import { fold } from '../../text/words.ts';
import { aimAtRepository } from '../aim.ts';
import { doneReply } from '../done-reply.ts';
import { githubParameter, longText, optional, placeFields, repoParameter } from '../fields.ts';
import type { Place } from '../fields.ts';
import { readLogins } from '../people.ts';
import { inRepository } from '../pick-repository.ts';
import { signed } from '../signed.ts';

interface Input extends Place {
  readonly title: string;
  readonly body?: string | undefined;
  readonly label?: string | undefined;
  readonly assignee?: string | undefined;
}

/** `github issue create <repo> "title"`: opens an issue; labels and assignees side by side with commas. */
export const createIssue = defineCommand<Input>({
  name: 'github issue create',
  area: 'github',
  synonyms: [
    'issue create',
    'github issue créer',
    'issue créer',
    'github créer issue',
    'github create issue',
    'create issue',
    'github issue new',
    'issue new',
    'github issue open',
    'github issue ouvrir',
    'github issue nouvelle',
  ],
  permission: 'github:write',
  input: z.strictObject({
    ...placeFields,
    title: z.string().trim().min(1).max(256),
    body: longText.optional(),
    label: optional,
    assignee: optional,
  }),
  parameters: [
    repoParameter,
    { name: 'title', position: 1, rest: true, flags: ['titre', 't'], label: 'github.parameter.title' },
    { name: 'body', flags: ['texte', 'text', 'b', 'corps', 'description'], label: 'github.parameter.body' },
    { name: 'label', flags: ['labels', 'l', 'étiquette'], label: 'github.parameter.labels' },
    { name: 'assignee', flags: ['assignees', 'a', 'assigné', 'pour'], label: 'github.parameter.assignee' },
    githubParameter,
  ],
  help: 'github.help.issue_create',
  example: 'github issue create payments-api "Timeouts at night" --label bug',
  effect: 'change',
  async run(context, input) {
    const { client, repository } = await aimAtRepository(context, input);
    const assignees = input.assignee === undefined ? [] : await readLogins(client, input.assignee);
    const issue = await inRepository(client, repository, async () => {
      const labels = await knownLabels(client, repository, input.label);
      const body = signed(context, input.body ?? '');
      return client.issues.create(repository, { title: input.title, body, labels, assignees });
    });
    const what = `${repository}#${issue.number}`;
    context.target(what);
    return doneReply(context.t('github.did.issue_create', { what, title: issue.title }), issue.url);
  },
});

/** GitHub makes a label of any word; a slip of the finger should not. Errors: `not_found` with the nearest. */
async function knownLabels(
  client: GithubClient,
  repository: string,
  written: string | undefined,
): Promise<string[]> {
  const wanted = (written ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
  if (wanted.length === 0) return [];
  const all = await client.issues.labels(repository);
  return wanted.map((name) => {
    const found = all.find((each) => fold(each) === fold(name));
    if (found !== undefined) return found;
    const [nearest] = [...all].sort((a, b) => distance(fold(a), fold(name)) - distance(fold(b), fold(name)));
    throw new NoxError(
      'not_found',
      { name, repository, nearest: nearest ?? 'none' },
      { sentence: 'github.unknown_label' },
    );
  });
}
