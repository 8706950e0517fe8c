/** Sentences of the HTTP API and the web pages. */
export const web = {
  'web.bad_json':
    'The body of the request must be a JSON object (content-type: application/json) without null characters.',
  'web.bad_request': 'This address or request is malformed.',
  'web.no_such_route': 'This address does not exist in NOX’s API.',
  'web.kind.route': 'the route',
  'web.several_spaces': 'This address opens several spaces: give “tenantId”.',
  'web.no_slack_app': 'Slack is not configured on this NOX. Ask the operator to set SLACK_CLIENT_ID.',
} as const;
