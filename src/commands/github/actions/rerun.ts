import { z } from 'zod';
import { NoxError } from '../../../core/errors.ts';
import { code, link } from '../../../core/reply.ts';
import type { Inline } from '../../../core/reply.ts';
import type { Run } from '../../../integrations/github/types.ts';
import type { CommandContext } from '../../contracts/command.ts';
import { defineCommand } from '../../contracts/command.ts';
import { fold } from '../../text/words.ts';
import { aimAtRepository } from '../aim.ts';
import type { Aim } from '../aim.ts';
import { doneReply } from '../done-reply.ts';
import { flag, githubParameter, optional, placeFields, repoParameter } from '../fields.ts';
import type { Place } from '../fields.ts';
import { inRepository } from '../pick-repository.ts';
import { readReference } from '../reference.ts';
import { runStatus } from './runs.ts';

interface Input extends Place {
  readonly run?: string | undefined;
  readonly failed?: boolean | undefined;
}

const latestWords = ['latest', 'last', 'dernier', 'derniere'];

/** `github rerun <repo> <run>`: a run by id, URL or `latest`; asks first, since a run may deploy. */
export const rerun = defineCommand<Input>({
  name: 'github rerun',
  area: 'github',
  synonyms: ['rerun', 'github run rerun', 'run rerun', 'github relancer', 'github relance'],
  permission: 'github:write',
  input: z.strictObject({ ...placeFields, run: optional, failed: flag }),
  parameters: [
    repoParameter,
    { name: 'run', position: 1, flags: ['id'], label: 'github.parameter.run' },
    { name: 'failed', kind: 'switch', flags: ['échecs', 'échoués', 'failed-only'] },
    githubParameter,
  ],
  help: 'github.help.rerun',
  example: 'github rerun payments-api latest --failed',
  effect: 'change',
  async confirm(context, input) {
    const { t } = context;
    const { integration, repository, run } = await aimAtRun(context, input);
    if (!run.hasEnded) throw new NoxError('conflict', {}, { sentence: 'github.refused.still_running' });
    if (input.failed && run.status === 'success')
      throw new NoxError('conflict', {}, { sentence: 'github.refused.nothing_failed' });
    const params = { name: run.workflow, number: run.number, status: runStatus(t, run), repository };
    const question: Inline = [
      t(input.failed ? 'github.confirm.rerun_failed' : 'github.confirm.rerun', params),
      ' ',
      code(run.branch),
      ' ',
      link(run.title || String(run.id), run.url),
    ];
    const pinned = { github: integration.name, repo: repository, run: String(run.id), failed: input.failed };
    return { question, input: pinned };
  },
  async run(context, input) {
    const { client, repository, run } = await aimAtRun(context, input);
    await client.actions.rerun(repository, run.id, input.failed ? 'failed' : 'all');
    const text = context.t(input.failed ? 'github.did.rerun_failed' : 'github.did.rerun', {
      name: run.workflow,
      number: run.number,
      repository,
    });
    return doneReply(text, run.url);
  },
});

/** The run that was meant. Without one it is the latest that ended; with `--failed` the latest that failed. */
async function aimAtRun(context: CommandContext, input: Input): Promise<Aim & { readonly run: Run }> {
  const url = [input.repo, input.run].map((each) => readReference(each ?? '')).find((each) => each?.run);
  const repo = url ? (input.repo?.includes('/actions/') ? input.repo : (input.run ?? '')) : input.repo;
  const aim = await aimAtRepository(context, { ...input, repo });
  const { client, repository } = aim;
  const written = fold(input.run ?? '');
  const id = url?.run ?? (/^\d{1,15}$/.test(written) ? Number(written) : undefined);
  if (id === undefined && written !== '' && !latestWords.includes(written))
    throw new NoxError('bad_input', { given: written.slice(0, 60) }, { sentence: 'github.bad_run' });
  const run = await inRepository(client, repository, async () => {
    if (id !== undefined) return client.actions.run(repository, id);
    const recent = await client.actions.runs(repository, input.failed ? { status: 'failure' } : {});
    return recent.find((each) => each.hasEnded);
  });
  if (!run) throw new NoxError('not_found', { repository }, { sentence: 'github.no_run' });
  context.target(`${repository}/actions/runs/${run.id}`);
  return { ...aim, run };
}
