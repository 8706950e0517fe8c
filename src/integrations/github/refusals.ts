/** Why GitHub refused, as a sentence of ours; `params` are names that GitHub gave, held to a narrow form. */
export interface Refusal {
  readonly sentence: string;
  readonly params: Readonly<Record<string, string>>;
  readonly isKnown: boolean;
}

/** What GitHub's words mean. Its words themselves are never shown; the first that fits wins. */
const known: readonly (readonly [RegExp, string])[] = [
  [/head (branch|sha) (was modified|is out of date)|expected head sha/i, 'head_moved'],
  [/base branch was modified/i, 'base_moved'],
  [/merge conflict|conflicts? must be resolved/i, 'conflicts'],
  [/draft/i, 'draft'],
  [/(merge commits?|squash merges?|squash-merging|rebase merges?) (is|are) not allowed/i, 'method'],
  [/merge queue/i, 'merge_queue'],
  [/own pull request/i, 'own_pull'],
  [/approving review|review(s)? (is |are )?required|waiting on code owner/i, 'review_required'],
  [/status checks?|required check/i, 'checks_required'],
  [/conversation.*resolved/i, 'conversations'],
  [/archived|read-only/i, 'archived'],
  [/protected branch|rule violations?|ruleset/i, 'protected'],
  [/not mergeable/i, 'not_mergeable'],
  [/workflow_dispatch' trigger/i, 'no_dispatch'],
  [/disabled workflow|workflow is (not active|disabled)/i, 'workflow_disabled'],
  [/no ref found/i, 'no_ref'],
  [/required input '(?<input>[\w.-]{1,60})' not provided/i, 'input_missing'],
  [/unexpected inputs provided: \[\\?"(?<input>[\w.-]{1,60})\\?"/i, 'input_unknown'],
  [/for input '(?<input>[\w.-]{1,60})' not in the list/i, 'input_value'],
  [/over a month ago|too old/i, 'rerun_too_old'],
  [/already running|not (yet )?(been )?completed|in progress/i, 'still_running'],
  [/no failed jobs|no jobs (to|that)|not.*failed jobs/i, 'nothing_failed'],
  [/issues (are|has been|have been) disabled/i, 'issues_disabled'],
  [/issue (is|has been|was) deleted/i, 'deleted'],
  [/locked/i, 'locked'],
  [/submitted too quickly/i, 'too_quickly'],
  [/repository is empty/i, 'empty'],
  [/tag_name.{0,40}already_exists|already_exists.{0,60}tag_name/i, 'tag_exists'],
  [/tag_name.{0,40}(invalid|not.*valid)|not a valid tag/i, 'bad_tag'],
  [/target_commitish/i, 'no_ref'],
];

/**
 * What an answer with status 400, 403, 405, 409, 410 or 422 means.
 * @param data GitHub's body: `{message, errors?: [{resource, field, code, message}]}`
 * (https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api#validation-failed)
 */
export function explain(status: number, data: unknown): Refusal {
  const text = JSON.stringify(data ?? '');
  for (const [says, name] of known) {
    const found = says.exec(text);
    if (found) return { sentence: `github.refused.${name}`, params: { ...found.groups }, isKnown: true };
  }
  const field = /"field":"(?<field>[a-z_]{1,40})"/.exec(text)?.groups?.field;
  const code = /"code":"(?<code>missing|missing_field|invalid|already_exists|unprocessable)"/.exec(text)
    ?.groups?.code;
  if (field)
    return { sentence: 'github.refused.field', params: { field, code: code ?? 'invalid' }, isKnown: true };
  const byStatus: Readonly<Record<number, string>> = { 405: 'not_mergeable', 409: 'conflict', 410: 'gone' };
  return { sentence: `github.refused.${byStatus[status] ?? 'unexplained'}`, params: {}, isKnown: false };
}
