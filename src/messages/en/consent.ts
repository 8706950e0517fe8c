/** Sentences of connecting a tool by consent, on the service's own page. */
export const consent = {
  'consent.allow': 'Allow NOX in {service}',
  'consent.by_hand': 'Or give an access yourself',
  'consent.notion.text':
    'You choose in Notion the workspace and the pages that NOX may see. There is no secret to copy.',
  'consent.github.text':
    'You install NOX on GitHub’s own page, and choose there the account and the repositories that it may see. There is no token to copy, and the access stays when somebody leaves.',
  'consent.github.already':
    'Is NOX installed on your account already? Then GitHub only confirms that the account is yours.',
  'consent.github.already_button': 'Connect an existing installation',
  'consent.github.taken':
    'This installation of NOX on GitHub serves another space already, and it serves one alone. Remove it from there, or uninstall NOX from the GitHub account and install it anew.',
  'consent.leaving.title': 'On to {service}',
  'consent.leaving.text': 'It is in {service} that you decide what you allow. You will come back here.',
  'consent.leaving.go': 'Continue to {service}',
  'consent.choose.title': 'Which one do you want to connect?',
  'consent.choose.text':
    'You allowed NOX in several places of {service}. Choose the one that this integration shall reach.',
  'consent.again': 'Start again',
  'consent.refused.title': 'Nothing was connected',
  'consent.refused.text':
    'You did not allow NOX in {service}. Nothing has changed: you can start again whenever you like.',
  'consent.expired.title': 'This authorisation no longer counts',
  'consent.expired.text':
    'It was used already, it is more than ten minutes old, or it was begun in another browser. Nothing has changed: you can start again.',
  'consent.other_space.title': 'This is no longer the same account',
  'consent.other_space.text':
    'This authorisation was begun with another account than the one that is signed in now. Nothing was connected: start again with the right account.',
  'consent.failed.title': 'It did not work out',
  'consent.failed.text':
    '{service} did not go through with it. Nothing was connected: try again in a moment.',
  'consent.restart.title': 'Start from here',
  'consent.restart.text':
    'To connect {service}, begin on this page: that is how NOX knows which space the access is for.',
  'consent.other_place':
    'You allowed “{label}”, but the integration “{name}” reaches another place of {service}. Nothing has changed. Allow the same place, or connect this one separately.',
  'consent.reason.code': 'the authorisation has expired or was used already. Start again.',
  'consent.reason.app': 'NOX is not registered there as it should be. Tell the person who runs NOX.',
  'consent.remove_text':
    'The access to “{name}” will be erased at once. Where it came from an authorisation, NOX asks {service} to end it; otherwise, remember to revoke it in {service}.',
  'integrations.done.not_revoked':
    'The integration is removed and its access erased here, but the service did not confirm that the authorisation has ended: remove NOX in its settings too.',
  'consent.jira.text':
    'You choose on Atlassian’s page the Jira site that NOX may reach. NOX acts there in your name, with your rights. There is no token to copy.',
  'consent.lost':
    '{service} no longer accepts the authorisation given for “{name}”: it has expired, or somebody ended it. Whoever runs your space can renew it on the Integrations page. Nothing is lost: what is waiting will go out then.',
  'consent.renew.title': 'Does this access need renewing?',
  'consent.renew.text':
    '{service} did not answer to this access last time. If it was taken back or has expired, allow NOX again: the name, the settings and what is waiting stay.',
  'detail.pages': 'Shared pages',
} as const;
