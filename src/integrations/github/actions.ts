import type { GithubConnection } from './connection.ts';
import { split } from './connection.ts';
import type { Run, Workflow } from './types.ts';

export interface RunFilter {
  readonly branch?: string | undefined;
  /** A status or a conclusion in GitHub's words: `failure`, `in_progress`… */
  readonly status?: string | undefined;
  readonly workflow?: number | undefined;
}

/** GitHub Actions: workflows and their runs. Errors: NoxError `upstream_*`. */
export interface Actions {
  /** The latest runs, 50 at most. */
  runs(repository: string, filter: RunFilter): Promise<readonly Run[]>;
  run(repository: string, id: number): Promise<Run>;
  /** Runs again: the whole of it, or only the jobs that failed. */
  rerun(repository: string, id: number, part: 'all' | 'failed'): Promise<void>;
  /** The workflows of a repository, 100 at most. */
  workflows(repository: string): Promise<readonly Workflow[]>;
  dispatch(
    repository: string,
    workflow: number,
    ref: string,
    inputs: Readonly<Record<string, string>>,
  ): Promise<void>;
}

export function openActions({ rest, call }: GithubConnection): Actions {
  return {
    runs: (repository, { branch, status, workflow }) =>
      call(repository, async () => {
        const filter = {
          ...split(repository),
          per_page: 50,
          ...(branch ? { branch } : {}),
          ...(status ? { status: status as 'failure' } : {}),
        };
        const { data } =
          workflow === undefined
            ? await rest.actions.listWorkflowRunsForRepo(filter)
            : await rest.actions.listWorkflowRuns({ ...filter, workflow_id: workflow });
        return data.workflow_runs.map(runOf);
      }),
    run: (repository, id) =>
      call(`${repository}/actions/runs/${id}`, async () =>
        runOf((await rest.actions.getWorkflowRun({ ...split(repository), run_id: id })).data),
      ),
    rerun: (repository, id, part) =>
      call(`${repository}/actions/runs/${id}`, async () => {
        const which = { ...split(repository), run_id: id };
        await (part === 'failed'
          ? rest.actions.reRunWorkflowFailedJobs(which)
          : rest.actions.reRunWorkflow(which));
      }),
    workflows: (repository) =>
      call(repository, async () => {
        const { data } = await rest.actions.listRepoWorkflows({ ...split(repository), per_page: 100 });
        return data.workflows.map(({ id, name, path, html_url, state }) => ({
          id,
          name,
          path,
          url: html_url,
          isActive: state === 'active',
        }));
      }),
    dispatch: (repository, workflow, ref, inputs) =>
      call(repository, async () => {
        const start = { ...split(repository), workflow_id: workflow, ref };
        await rest.actions.createWorkflowDispatch({ ...start, inputs: { ...inputs } });
      }),
  };
}

function runOf(each: {
  id: number;
  run_number: number;
  name?: string | null;
  display_title?: string;
  html_url: string;
  head_branch: string | null;
  head_sha: string;
  event: string;
  status: string | null;
  conclusion: string | null;
  created_at: string;
  actor?: { login: string } | null;
}): Run {
  const hasEnded = each.status === 'completed';
  return {
    id: each.id,
    number: each.run_number,
    workflow: each.name ?? '',
    title: each.display_title ?? '',
    url: each.html_url,
    branch: each.head_branch ?? '',
    event: each.event,
    actor: each.actor?.login ?? '',
    sha: each.head_sha,
    status: (hasEnded ? each.conclusion : each.status) ?? 'queued',
    hasEnded,
    createdAt: new Date(each.created_at),
  };
}
