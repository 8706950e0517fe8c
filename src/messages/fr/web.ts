/** Sentences of the HTTP API and the web pages. */
export const web = {
  'web.bad_json':
    'Le corps de la requête doit être un objet JSON (content-type: application/json), sans caractère nul.',
  'web.bad_request': 'Cette adresse ou cette requête est mal formée.',
  'web.no_such_route': 'Cette adresse n’existe pas dans l’API de NOX.',
  'web.kind.route': 'la route',
  'web.several_spaces': 'Cette adresse ouvre plusieurs espaces : indiquez « tenantId ».',
  'web.no_slack_app':
    'Slack n’est pas configuré sur cette installation de NOX. Demandez à l’exploitant de renseigner SLACK_CLIENT_ID.',
} as const;
