/** What GitHub refuses or does not find, and what is wrong in what was asked. */
export const githubRefusals = {
  'github.reason.bad_token': 'the token is not valid',
  'github.reason.requested':
    'an owner of the organisation has to approve the installation first; after that, choose “Connect an existing installation”.',
  'github.reason.not_installed': 'NOX is installed on no GitHub account that you own. Install it first.',
  'github.reason.not_owner':
    'you are no owner of the GitHub account on which NOX is installed. Ask one of its owners to connect it.',
  'github.reason.members':
    'NOX’s App may not see who owns an organisation (“Members: read”). Tell the person who runs NOX.',
  'github.reason.not_github': 'this address does not answer like GitHub’s API',
  'github.no_repository': 'This GitHub token reaches no repository. An administrator can widen its access.',
  'github.did_you_mean': 'I cannot find the repository “{name}”. Did you mean “{nearest}”?',
  'github.unknown_repository':
    'I cannot find the repository “{name}”, or the token has no access to it. “github repos” shows those I reach.',
  'github.unreadable':
    'I do not recognise “{given}”. Write web, acme/web or web#12, or paste an address from GitHub.',
  'github.other_host':
    'This address leads to {host}, but GitHub “{name}” is connected elsewhere. Name the right account with --github.',
  'github.no_open_pull': 'No open pull request in {repository}. Give a number for an older one.',
  'github.no_open_issue': 'No open issue in {repository}. Give a number for an older one.',
  'github.is_issue': '{what} is an issue, not a pull request. Try “github issue {what}”.',
  'github.is_pull': '{what} is a pull request, not an issue. Try “github pr {what}”.',
  'github.bad_state': 'I do not know the state “{given}”. Say open, closed, merged or all.',
  'github.bad_status':
    'I do not know the state “{given}”. Say failure, success, cancelled, running or queued.',
  'github.bad_login':
    '“{given}” is not a GitHub login. Give the one in github.com/…, or “me” for the token’s account.',
  'github.bad_run':
    'I do not recognise the run “{given}”. Give its id (“github runs”), its address, or “latest”.',
  'github.unknown_label':
    '{repository} has no label “{name}”.{nearest, select, none {} other { The nearest: “{nearest}”.}}',
  'github.not_assignable':
    'GitHub did not assign {names} to {what}: {count, plural, one {this person has} other {these people have}} no access to the repository.',
  'github.already_closed': '{what} is closed already.',
  'github.already_open': '{what} is open already.',
  'github.pull_over':
    '{what} is {state, select, merged {merged} other {closed}} already: there is nothing left to do.',
  'github.own_pull':
    '{what} is by {login}, the account that NOX works with on GitHub: nobody approves their own pull request. Somebody else has to approve it on GitHub.',
  'github.head_moved':
    'Code was pushed to {what} since the confirmation ({seen}, now {head}). Nothing was merged: look again, then repeat the command.',
  'github.one_method': 'Choose one way to merge: --squash, --rebase or --merge.',
  'github.method_refused': '{repository} does not allow --{method}. Possible here: {allowed}.',
  'github.no_workflow': '{repository} has no GitHub Actions workflow.',
  'github.unknown_workflow': '{repository} has no workflow “{name}”. It has: {known}.',
  'github.no_run': 'No finished run to repeat in {repository}.',
  'github.rate_limited':
    '{service} limits requests. Try again in {minutes, plural, one {# minute} other {# minutes}}.',
  'github.sso':
    'The organisation asks for single sign-on (SSO) for the token of GitHub “{name}”. Its owner can authorise it in GitHub’s settings.',
  'github.no_right':
    'The account behind GitHub “{name}” may not do that in {what}. An administrator of the repository can allow it.',
  'github.app.uninstalled':
    'NOX’s App was uninstalled from GitHub. An administrator can install it again under integrations.',
  'github.app.suspended':
    'NOX’s App is suspended on GitHub. An owner of the GitHub account can resume it in the account’s settings, under “GitHub Apps”; NOX then carries on by itself.',
  'github.app.key_refused':
    'GitHub does not accept this NOX’s App key. The people who run NOX have to renew it; your connection can stay as it is.',
  'github.app.other':
    'GitHub “{name}” was connected through another App than this NOX’s. An administrator can connect it again under integrations.',
  'github.refused.head_moved':
    'Code was pushed to {what} in the meantime. Nothing was merged: look again, then repeat the command.',
  'github.refused.base_moved': 'The base branch of {what} has just changed. Repeat the command.',
  'github.refused.conflicts':
    '{what} is in conflict with its base branch: the conflicts have to be resolved first.',
  'github.refused.draft': 'This is a draft: it has to be marked as ready on GitHub first.',
  'github.refused.method':
    'This repository does not allow this way to merge. Try --squash, --rebase or --merge.',
  'github.refused.merge_queue': 'This branch uses the merge queue: add {what} to it on GitHub.',
  'github.refused.own_pull': 'GitHub lets nobody approve their own pull request: the token is its author’s.',
  'github.refused.review_required': 'A required review is missing before {what} can be merged.',
  'github.refused.checks_required':
    'The required checks have not all passed for {what}. “github pr {what}” shows them.',
  'github.refused.conversations': 'Conversations in {what} have to be resolved before it can be merged.',
  'github.refused.archived': 'This repository is archived: it is read-only.',
  'github.refused.protected': 'The branch protection rules forbid it for {what}.',
  'github.refused.not_mergeable':
    'GitHub says that {what} cannot be merged as it is. “github pr {what}” shows what is missing.',
  'github.refused.no_dispatch':
    'This workflow is not started by hand: it needs “workflow_dispatch” in its file, on this branch.',
  'github.refused.workflow_disabled': 'This workflow is disabled. It is enabled in GitHub’s Actions tab.',
  'github.refused.no_ref': 'This branch, tag or commit does not exist in the repository. Check its name.',
  'github.refused.input_missing': 'This workflow expects a value for “{input}”: add {input}=…',
  'github.refused.input_unknown': 'This workflow does not know “{input}”. Leave it out, or check its name.',
  'github.refused.input_value': 'The value of “{input}” is not among those that this workflow accepts.',
  'github.refused.rerun_too_old': 'This run is too old: GitHub repeats none after a month.',
  'github.refused.still_running': 'This run has not ended: wait for its end to repeat it.',
  'github.refused.nothing_failed': 'Nothing failed in this run. Leave out --failed to repeat all of it.',
  'github.refused.issues_disabled': 'Issues are disabled in this repository.',
  'github.refused.deleted': '{what} was deleted.',
  'github.refused.locked': 'The conversation of {what} is locked.',
  'github.refused.too_quickly': 'GitHub asks to slow down. Try again in a minute.',
  'github.refused.empty': 'This repository is still empty.',
  'github.refused.tag_exists': 'There is a release of this tag already. “github releases” shows it.',
  'github.refused.bad_tag': 'This tag’s name is not valid in Git.',
  'github.refused.field':
    'GitHub refuses “{field}”: {code, select, missing {it does not exist} missing_field {it is missing} already_exists {it exists already} other {the value does not fit}}.',
  'github.refused.conflict': 'Things changed on GitHub in the meantime. Repeat the command.',
  'github.refused.gone': 'This is no longer available on GitHub.',
  'github.refused.unexplained': 'GitHub refuses this request. Check the names and values.',
} as const;
