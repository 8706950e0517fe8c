import { z } from 'zod';
import { NoxError } from '../../../core/errors.ts';
import { ago, code, link } from '../../../core/reply.ts';
import type { Run } from '../../../integrations/github/types.ts';
import type { Translate } from '../../../messages/translate.ts';
import { isMessageKey } from '../../../messages/translate.ts';
import { defineCommand } from '../../contracts/command.ts';
import { fold } from '../../text/words.ts';
import { aimAtRepository } from '../aim.ts';
import { githubParameter, optional, placeFields, repoParameter } from '../fields.ts';
import type { Place } from '../fields.ts';
import { inRepository } from '../pick-repository.ts';
import { tableReply } from '../table-reply.ts';
import { pickWorkflow } from './pick-workflow.ts';

interface Input extends Place {
  readonly branch?: string | undefined;
  readonly status?: string | undefined;
  readonly workflow?: string | undefined;
}

/** What people say, in GitHub's words (https://docs.github.com/en/rest/actions/workflow-runs). */
const statuses: Readonly<Record<string, string>> = {
  failure: 'failure',
  failed: 'failure',
  failing: 'failure',
  echec: 'failure',
  echoue: 'failure',
  success: 'success',
  ok: 'success',
  reussi: 'success',
  cancelled: 'cancelled',
  annule: 'cancelled',
  running: 'in_progress',
  in_progress: 'in_progress',
  'en cours': 'in_progress',
  queued: 'queued',
  'en attente': 'queued',
  waiting: 'waiting',
  skipped: 'skipped',
  timed_out: 'timed_out',
  action_required: 'action_required',
};

/** `github runs <repo>`: the latest workflow runs. */
export const runs = defineCommand<Input>({
  name: 'github runs',
  area: 'github',
  synonyms: [
    'runs',
    'github run list',
    'run list',
    'github actions',
    'github ci',
    'github exécutions',
    'github builds',
  ],
  permission: 'github:read',
  input: z.strictObject({ ...placeFields, branch: optional, status: optional, workflow: optional }),
  parameters: [
    repoParameter,
    {
      name: 'branch',
      flags: ['b', 'branche'],
      prepositions: ['on', 'sur'],
      label: 'github.parameter.branch',
    },
    { name: 'status', flags: ['s', 'état', 'state'], label: 'github.parameter.status' },
    { name: 'workflow', flags: ['w'], label: 'github.parameter.workflow' },
    githubParameter,
  ],
  help: 'github.help.runs',
  example: 'github runs payments-api --status failure',
  effect: 'read',
  async run(context, input) {
    const { t } = context;
    const { client, repository } = await aimAtRepository(context, input);
    const status = input.status === undefined ? undefined : statuses[fold(input.status)];
    if (input.status !== undefined && status === undefined)
      throw new NoxError('bad_input', { given: input.status }, { sentence: 'github.bad_status' });
    const items = await inRepository(client, repository, async () => {
      const { workflow: named } = input;
      const workflow = named === undefined ? undefined : (await pickWorkflow(client, repository, named)).id;
      return client.actions.runs(repository, { branch: input.branch, status, workflow });
    });
    return tableReply(t, {
      summary: t('github.runs_count', { count: items.length, repository }),
      items,
      columns: [
        { title: 'github.run', of: (each) => link(String(each.id), each.url) },
        { title: 'github.workflow', of: (each) => each.workflow },
        { title: 'github.state', of: (each) => runStatus(t, each) },
        { title: 'github.branch', of: (each) => code(each.branch) },
        { title: 'github.title', of: (each) => each.title },
        { title: 'github.author', of: (each) => each.actor },
        { title: 'github.when', of: (each) => ago(each.createdAt) },
      ],
      ...(items.some(({ status: state }) => state === 'failure')
        ? { next: t('github.rerun_hint', { command: `github rerun ${repository} latest --failed` }) }
        : {}),
    });
  },
});

/** The state of a run in the reader's words; GitHub's own where it has a new one. */
export function runStatus(t: Translate, { status }: Run): string {
  const key = `github.run_status.${status}`;
  return isMessageKey(key) ? t(key) : status;
}
