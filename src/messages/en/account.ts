/** Sentences about accounts: joining a Slack identity to one, signing in from Slack, the account's page. */
export const account = {
  'help.link': 'Joins your Slack identity to your NOX account',
  'help.signin': 'Signs you in to NOX’s web pages',
  'people.only_in_slack': 'Ask for this in Slack, for example with /nox link.',
  'account.link.offer': 'To speak to NOX with your account, join your Slack identity to it:',
  'account.link.open': 'link my account',
  'account.link.note':
    'This link is for you alone. It works once, for fifteen minutes. Pass it on to nobody.',
  'account.signin.offer': 'Here is your way to NOX’s web pages:',
  'account.signin.open': 'sign me in',
  'account.signin.note':
    'This link opens your session to whoever holds it. It works once, for ten minutes. Pass it on to nobody.',
  'account.link_offer_refused': 'You already have an account in this space? Link it within fifteen minutes:',
  'account.link_expired':
    'This link is no longer good: it was used, is too old, or is not of your space. Ask for another in Slack with /nox link or /nox signin.',
  'account.page.link.title': 'Link a Slack identity to your account',
  'account.page.link.text':
    'The person below asks, from Slack, to act in NOX with your account. If you confirm, whatever they ask of NOX will be done in your name, with your rights.',
  'account.page.link.warning':
    'Never confirm a link that you did not ask for yourself in Slack, even if somebody sends it to you.',
  'account.page.link.signed_in': 'You are signed in: {name}.',
  'account.page.link.other_space':
    'Your present session is not of this space. Sign in with the account of this space to confirm.',
  'account.page.link.confirm': 'It is me: link',
  'account.page.link.refuse': 'I did not ask for this',
  'account.page.link.done.title': 'Linked',
  'account.page.link.done.text':
    '{person} ({place}) now speaks to NOX with your account. You can close this page.',
  'account.page.link.refused.title': 'Nothing was linked',
  'account.page.link.refused.text':
    'This link is void. If you had not asked for it, warn whoever sent it to you, and the administrator of that workspace.',
  'account.page.signin.title': 'Sign in to NOX',
  'account.page.signin.text': 'You are about to open the session of the person below in this browser.',
  'account.page.signin.warning': 'Continue only if this is you.',
  'account.page.signin.confirm': 'It is me: sign in',
  'account.page.expired.title': 'This link is no longer good',
  'account.page.foreign.title': 'This request came from elsewhere',
  'account.page.foreign.text':
    'It was not sent from a page of NOX: nothing was done. Open the link again, then retry.',
  'account.page.failed.title': 'That did not succeed',
  'account.page.signed_out.title': 'You are not signed in',
  'account.page.signed_out.text': 'Say “signin” to NOX in Slack (/nox signin): it will give you a link.',
  'account.page.bye.title': 'You are signed out',
  'account.page.bye.text': 'See you soon. To come back: /nox signin in Slack.',
  'account.page.mine.title': 'Your NOX account',
  'account.page.mine.text':
    'You can get a token for the API, or choose an address and a password to sign in without Slack.',
  'account.page.mine.token': 'Get a token for the API, good for an hour',
  'account.page.mine.token_label': 'Your token, good for an hour. Keep it to yourself.',
  'account.page.mine.save': 'Save the address and the password',
  'account.page.mine.saved': 'Saved: you can sign in with this address and this password.',
  'account.page.mine.sign_out': 'Sign me out',
  'account.page.mine.bad_credentials': 'A valid address and a password of 10 to 200 characters are needed.',
  'account.email_taken': 'This address is already that of another account of this space.',
  'account.label.person': 'Person in Slack',
  'account.label.place': 'Slack workspace',
  'account.label.space': 'NOX space',
  'account.label.role': 'Role',
  'account.label.email': 'E-mail address',
  'account.label.password': 'Password',
  'account.label.new_password': 'New password (10 characters at least)',
  'account.label.current_password': 'Current password',
} as const;
