import type { AnyCommand } from '../contracts/command.ts';
import { rerun } from './actions/rerun.ts';
import { runs } from './actions/runs.ts';
import { runWorkflow } from './actions/workflow-run.ts';
import { assignIssue } from './issues/assign.ts';
import { closeIssue } from './issues/close.ts';
import { commentIssue, commentPull } from './issues/comment.ts';
import { createIssue } from './issues/create.ts';
import { issue } from './issues/issue.ts';
import { issues } from './issues/issues.ts';
import { reopenIssue } from './issues/reopen.ts';
import { approvePull } from './pulls/approve.ts';
import { mergePull } from './pulls/merge.ts';
import { pullRequest } from './pulls/pr.ts';
import { pullRequests } from './pulls/prs.ts';
import { createRelease } from './releases/create.ts';
import { releases } from './releases/releases.ts';
import { repos } from './repos.ts';

/** The GitHub commands, in the order in which help lists them. */
export const githubCommands: readonly AnyCommand[] = [
  repos,
  pullRequests,
  pullRequest,
  issues,
  issue,
  runs,
  releases,
  createIssue,
  commentIssue,
  assignIssue,
  closeIssue,
  reopenIssue,
  commentPull,
  approvePull,
  runWorkflow,
  rerun,
  mergePull,
  createRelease,
];
