/**
 * A refusal as Jira words it: `errorMessages` for the whole request, `errors` by field
 * (schema ErrorCollection of https://developer.atlassian.com/cloud/jira/platform/rest/v3/).
 */
export class JiraRefusal extends Error {
  readonly status: number;
  readonly messages: readonly string[];
  readonly errors: Readonly<Record<string, string>>;

  constructor(status: number, messages: string | readonly string[], errors: Record<string, string> = {}) {
    super('refused');
    this.status = status;
    this.messages = typeof messages === 'string' ? [messages] : messages;
    this.errors = errors;
  }
}

export function fieldRefusal(errors: Record<string, string>): JiraRefusal {
  return new JiraRefusal(400, [], errors);
}

export function noSuchIssue(): JiraRefusal {
  return new JiraRefusal(404, 'Issue does not exist or you do not have permission to see it.');
}

/** What Jira answers to a body that is not of the shape it expects. */
export function badPayload(): JiraRefusal {
  return new JiraRefusal(400, 'Invalid request payload. Refer to the REST API documentation and try again.');
}
