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
} as const;
