/** Sentences of the mails that NOX sends, and about sending them. */
export const mail = {
  'letter.hello': 'Hello,',
  'letter.invitation.subject': '{by} invites you to NOX, to the space {space}',
  'letter.invitation.text': '{by} invites you to the NOX space “{space}”, with the role {role}.',
  'letter.invitation.nox':
    'NOX is a DevOps teammate: people speak to it in Slack, and it works with GitHub, Kubernetes, Jira and Notion.',
  'letter.invitation.join': 'Accept the invitation',
  'letter.invitation.once':
    'This link is good for seven days, works once, and is for you alone: pass it on to nobody.',
  'letter.invitation.unexpected':
    'You did not expect this invitation? Ignore this message: nothing will be created.',
  'invite.no_mail':
    'This installation of NOX has no mail server: you will be given a link here, to be handed on by yourself.',
  'invite.email_help': 'NOX sends the invitation there. Leave it empty to be given only a link.',
  'invite.language': 'Language of the mail',
  'invite.send': 'Invite',
  'invite.sent': 'The invitation was sent to {email}.',
  'invite.unreachable':
    'The mail server cannot be reached: nothing was sent to {email}. The invitation is ready; send it again later, or hand the link on yourself.',
  'invite.slow':
    'The mail server did not answer in time: we do not know whether the message to {email} has left. The invitation is ready; send it again, or hand the link on yourself.',
  'invite.later':
    'The mail server does not take this message at the moment: nothing was sent to {email}. The invitation is ready; send it again in some minutes, or hand the link on yourself.',
  'invite.bad_address':
    'The mail server refuses the address {email}: nothing was sent. Check it. The invitation is ready; you can hand the link on yourself, or take it back.',
  'invite.refused':
    'The mail server refused the message: nothing was sent to {email}. Tell whoever runs NOX. The invitation is ready; hand the link on yourself.',
  'invite.too_many':
    'Your space has sent many invitations in a short time: nothing was sent to {email}. The invitation is ready; send it again in an hour, or hand the link on yourself.',
  'invite.again': 'Send again by mail',
  'invite.new_link': 'Get a new link',
  'invite.mailed': 'sent to {email} on {at, date, medium}',
  'invite.not_mailed': 'not sent yet',
  'invite.gone': 'This invitation is no longer good: it was used, taken back, or has expired.',
  'letter.reset.subject': 'Your new NOX password',
  'letter.reset.text':
    'Somebody, most likely you, has asked to choose another password for the NOX account of this address.',
  'letter.reset.several':
    'This address opens several spaces. Each has a password of its own, and here its link.',
  'letter.reset.choose': 'Choose a password for {space}',
  'letter.reset.once': 'A link is good for thirty minutes and works once. Pass it on to nobody.',
  'letter.reset.unexpected': 'You asked for nothing? Ignore this message: your password stays the same.',
  'letter.changed.subject': 'Your NOX password was changed',
  'letter.changed.text':
    'The password of your account in the NOX space “{space}” was just changed, and your other sessions have ended.',
  'letter.changed.not_you': 'It was not me',
  'letter.changed.note':
    'If it was you, there is nothing to do. If not, choose another password at once, and tell an administrator of your space.',
  'forgotten.title': 'Forgot your password?',
  'forgotten.text':
    'Give the address that you sign in with: NOX will send you a link there, to choose another password.',
  'forgotten.submit': 'Send me the link',
  'forgotten.sent.title': 'Look at your mail',
  'forgotten.sent.text':
    'If this address opens a NOX space, a mail has just left for it, with a link that is good for thirty minutes.\nNothing arrives? Look among the unwanted mail, or check the address and try again.',
  'forgotten.no_mail': 'This installation of NOX sends no mail.',
  'forgotten.ask':
    'Ask the person who runs your space for a link: they can prepare one on the People page. If that is you, and you cannot get in any more, ask whoever operates NOX to set up its mail.',
  'forgotten.by_slack': 'If NOX is installed in your Slack, you can also come in without a password:',
  'forgotten.back': 'Back to signing in',
  'reset.title': 'Choose another password',
  'reset.text': 'For your account in the space {space}. All your open sessions will end.',
  'reset.submit': 'Change the password',
  'reset.done.title': 'Your password is changed',
  'reset.done.text': 'You are signed in to the space {space}. All your other sessions have ended.',
  'reset.done.go': 'Go to the dashboard',
  'reset.expired':
    'This link is no longer good: it was used, is too old, or was replaced. Ask for another from the sign-in page, or from the person who gave it to you.',
  'reset.make': 'Password link',
  'reset.ready': 'The link is ready',
  'reset.link': 'Link to choose a password',
  'reset.forward':
    'It is good for thirty minutes and works once. Whoever holds it chooses this person’s password: give it to nobody else.',
  'people.no_password':
    'This person has no address to sign in with, or no access to the space any more: they have no password to change.',
} as const;
