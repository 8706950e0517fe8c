import { z } from 'zod';
import { NoxError } from '../../../core/errors.ts';
import { code } from '../../../core/reply.ts';
import type { Inline, Span } from '../../../core/reply.ts';
import { defineCommand } from '../../contracts/command.ts';
import { aimAtRepository } from '../aim.ts';
import { doneReply } from '../done-reply.ts';
import { githubParameter, optional, placeFields, repoParameter } from '../fields.ts';
import type { Place } from '../fields.ts';
import { inRepository } from '../pick-repository.ts';
import { fileOf, pickWorkflow } from './pick-workflow.ts';

interface Input extends Place {
  readonly workflow?: string | undefined;
  readonly ref?: string | undefined;
  readonly inputs?: Readonly<Record<string, string>> | undefined;
}

/** `github workflow run <repo> <workflow> [ref] [k=v…]`: asks first, since a workflow may deploy. */
export const runWorkflow = defineCommand<Input>({
  name: 'github workflow run',
  area: 'github',
  synonyms: [
    'workflow run',
    'github workflow lancer',
    'workflow lancer',
    'github run workflow',
    'run workflow',
    'github lancer',
    'github dispatch',
    'github workflow dispatch',
  ],
  permission: 'github:write',
  input: z.strictObject({
    ...placeFields,
    workflow: optional,
    ref: optional,
    inputs: z.record(z.string().max(100), z.string().max(10_000)).optional(),
  }),
  parameters: [
    repoParameter,
    { name: 'workflow', position: 1, flags: ['w'], label: 'github.parameter.workflow' },
    {
      name: 'ref',
      position: 2,
      flags: ['branch', 'branche', 'r'],
      prepositions: ['on', 'sur'],
      label: 'github.parameter.branch',
    },
    { name: 'inputs', kind: 'pairs', label: 'github.parameter.inputs' },
    githubParameter,
  ],
  help: 'github.help.workflow_run',
  example: 'github workflow run payments-api deploy.yml main environment=staging',
  effect: 'change',
  async confirm(context, input) {
    const { t } = context;
    const { client, integration, repository } = await aimAtRepository(context, input);
    const [details, workflow] = await inRepository(client, repository, () =>
      Promise.all([client.repositories.get(repository), pickWorkflow(client, repository, input.workflow)]),
    );
    if (!workflow.isActive)
      throw new NoxError('conflict', {}, { sentence: 'github.refused.workflow_disabled' });
    const ref = input.ref ?? details.defaultBranch;
    context.target(`${repository}/${fileOf(workflow)}@${ref}`);
    const { inputs = {} } = input;
    const pairs = Object.entries(inputs).flatMap(([name, value]): (string | Span)[] => [
      ' ',
      code(`${name}=${value}`.slice(0, 200)),
    ]);
    const question: Inline = [
      t('github.confirm.workflow', { name: workflow.name, file: fileOf(workflow), ref, repository }),
      ...(pairs.length > 0 ? [`\n${t('github.confirm.inputs')}`, ...pairs] : []),
    ];
    const pinned = { github: integration.name, repo: repository, workflow: String(workflow.id), ref, inputs };
    return { question, input: pinned };
  },
  async run(context, input) {
    const { t } = context;
    const { client, repository } = await aimAtRepository(context, input);
    const workflow = await pickWorkflow(client, repository, input.workflow);
    const { ref } = input;
    if (ref === undefined) throw new NoxError('action_expired');
    context.target(`${repository}/${fileOf(workflow)}@${ref}`);
    await client.actions.dispatch(repository, workflow.id, ref, input.inputs ?? {});
    const text = t('github.did.workflow', { name: workflow.name, ref, repository });
    const next = t('github.follow_run', {
      command: `github runs ${repository} --workflow ${fileOf(workflow)}`,
    });
    return doneReply(text, workflow.url, next);
  },
});
