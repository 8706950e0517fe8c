/** Sentences of the Slack surface: refusals, installation pages. */
export const slack = {
  'slack.not_installed': 'NOX is not (or no longer) installed here. To install it: {url}',
  'slack.refused.outsider': 'NOX answers only members of the organisation that installed it.',
  'slack.refused.uninvited': 'This NOX space is personal. Ask {owner} to invite you (/nox invite @you).',
  'slack.refused.removed': 'Your access to NOX was removed. Ask {owner} to restore it.',
  'slack.token_dead':
    'Slack no longer accepts NOX’s access to this space. An administrator can install it again: {url}',
  'slack.thinking': 'is looking…',
  'slack.chosen': 'Your choice: {label}',
  'slack.picture_follows': 'The chart that goes with “{what}”:',
  'slack.file_follows': 'Here is the full output:',
  'slack.welcome':
    'Hello! I’m NOX, your DevOps teammate. Write “help” right here, mention @NOX in a channel or type /nox help, and I’ll tell you what I can do for you. First step: connect GitHub, Kubernetes, Jira or Notion. Say “signin” to open your NOX pages.',
  'slack.prompt.help': 'What can you do for me?',
  'slack.prompt.status': 'Who am I, and what is connected?',
  'slack.prompt.pods': 'How are my pods?',
  'slack.prompt.prs': 'Which pull requests are open?',
  'slack.prompts_title': 'Try:',
  'slack.home':
    '*NOX*, your DevOps teammate. Write to me in the Messages tab, mention me in a channel, or type `/nox help`.',
  'slack.install.one_only':
    'This enterprise space already has its Slack installation. An enterprise has exactly one: uninstall the old one first, or ask your administrator.',
  'slack.install.team_taken':
    'This Slack workspace already belongs to another NOX space. Ask the person who installed it, or uninstall NOX from the workspace, then start again.',
  'slack.reason.invalid_auth': 'the token is not valid',
  'slack.reason.revoked': 'the token was revoked',
  'slack.reason.expired': 'the token has expired',
  'slack.reason.missing_scope': 'the token lacks a permission',
  'slack.reason.code': 'the installation code was already used or has expired',
  'slack.reason.unknown': 'Slack did not accept the request',
  'slack.reason.other_workspace': 'the tokens are not of the workspace that was named',
  'slack.page.choose.title': 'Add NOX to Slack',
  'slack.page.choose.text':
    'Choose your kind of space. An enterprise connects its tools once and all its members inherit them. An individual space holds several workspaces and several clients, and never mixes them.',
  'slack.page.as_enterprise': 'I am an enterprise',
  'slack.page.as_freelance': 'I am an individual user',
  'slack.page.open_slack': 'Open NOX in Slack',
  'slack.page.restart.title': 'Let us begin the installation here',
  'slack.page.restart.text':
    'For your safety an installation always begins at NOX. Choose your kind of space to continue.',
  'slack.page.expired.title': 'This installation link is no longer good',
  'slack.page.expired.text':
    'It was already used, is older than ten minutes, or was begun in another browser. Begin again here.',
  'slack.page.refused.title': 'Installation cancelled',
  'slack.page.refused.text':
    'You did not agree in Slack: nothing was installed. You can begin again whenever you like.',
  'slack.page.failed.title': 'The installation did not succeed',
  'slack.page.failed.text':
    'Slack did not confirm the installation. Nothing was stored. Begin again; if it persists, try again in a few minutes.',
  'slack.page.conflict.title': 'This installation is not possible',
  'slack.page.conflict.text': 'It conflicts with another one.',
  'slack.page.forbidden.title': 'This installation needs an administrator',
  'slack.page.forbidden.text':
    'Only a person who manages your NOX space can add Slack to it. Please ask them to do it.',
  'slack.page.signed_out.title': 'Your session has expired',
  'slack.page.signed_out.text': 'Sign in to NOX again, then add Slack once more.',
  'slack.page.signed_in.title': 'Add Slack to your space',
  'slack.page.signed_in.text': 'You are signed in to NOX: the installation will join your space.',
  'slack.page.signed_in.button': 'Continue to Slack',
  'slack.page.unavailable.title': 'NOX is unavailable for a moment',
  'slack.page.unavailable.text': 'Nothing was stored. Try again in a moment.',
  'slack.page.openid.again': 'Back to sign-in',
  'slack.page.openid_expired.title': 'This sign-in is no longer good',
  'slack.page.openid_expired.text':
    'It was used already, is more than ten minutes old, or was begun in another browser. Please begin again.',
  'slack.page.openid_refused.title': 'Sign-in cancelled',
  'slack.page.openid_refused.text': 'You did not agree in Slack: nothing has changed.',
  'slack.page.openid_failed.title': 'The sign-in did not succeed',
  'slack.page.openid_failed.text': 'Slack did not confirm who you are. Try again in a moment.',
  'slack.page.openid_no_space.title': 'NOX is not installed in this Slack',
  'slack.page.openid_no_space.text':
    'The workspace that you chose has no NOX space. Add NOX to it, or sign in from another workspace.',
  'slack.page.openid_not_member.title': 'You have no access to this space',
  'slack.page.openid_not_member.text':
    'NOX is installed in this Slack, but its space is not open to you. Ask the person who runs it for an invitation.',
  'slack.page.success_again.title': 'The installation was renewed',
  'slack.page.success_again.text':
    'NOX was installed here already: its access to Slack was renewed, in the NOX space that this Slack belongs to. No new space was made and nothing else has changed.\nType /nox help in Slack: NOX tells you what you may do there, or whom to ask for access.',
  'slack.page.success.title': 'NOX is installed',
  'slack.page.success.text':
    'Type /nox help in Slack, mention @NOX in a channel, or write to it directly.\nThen connect GitHub, Kubernetes, Jira and Notion: /nox signin opens your NOX pages.',
  'slack.page.success_org.title': 'NOX is installed in your organisation',
  'slack.page.success_org.text':
    'Now add it to your workspaces: in Slack’s administration, Apps, NOX, “Add to workspaces”.\nThen type /nox help in Slack.',
} as const;
