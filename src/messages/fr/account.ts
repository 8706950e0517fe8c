/** Sentences about accounts: joining a Slack identity to one, signing in from Slack, the account's page. */
export const account = {
  'help.link': 'Relie votre identité Slack à votre compte NOX',
  'help.signin': 'Vous connecte aux pages web de NOX',
  'people.only_in_slack': 'Cela se demande dans Slack, par exemple avec /nox link.',
  'account.link.offer': 'Pour parler à NOX avec votre compte, reliez-lui votre identité Slack :',
  'account.link.open': 'relier mon compte',
  'account.link.note':
    'Ce lien n’est que pour vous. Il sert une fois, pendant quinze minutes. Ne le transmettez à personne.',
  'account.signin.offer': 'Voici votre accès aux pages web de NOX :',
  'account.signin.open': 'me connecter',
  'account.signin.note':
    'Ce lien ouvre votre session à qui le détient. Il sert une fois, pendant dix minutes. Ne le transmettez à personne.',
  'account.link_offer_refused':
    'Vous avez déjà un compte dans cet espace ? Reliez-le, dans les quinze minutes :',
  'account.link_expired':
    'Ce lien ne vaut plus : il a déjà servi, il est trop ancien, ou il n’est pas de votre espace. Demandez-en un autre dans Slack avec /nox link ou /nox connexion.',
  'account.page.link.title': 'Relier une identité Slack à votre compte',
  'account.page.link.text':
    'La personne ci-dessous demande, depuis Slack, à agir dans NOX avec votre compte. Si vous confirmez, tout ce qu’elle demandera à NOX sera fait en votre nom, avec vos droits.',
  'account.page.link.warning':
    'Ne confirmez jamais un lien que vous n’avez pas demandé vous-même dans Slack, même si quelqu’un vous l’envoie.',
  'account.page.link.signed_in': 'Vous êtes connecté : {name}.',
  'account.page.link.other_space':
    'Votre session en cours n’est pas de cet espace. Connectez-vous avec le compte de cet espace pour confirmer.',
  'account.page.link.confirm': 'C’est moi : relier',
  'account.page.link.refuse': 'Je n’ai rien demandé',
  'account.page.link.done.title': 'C’est relié',
  'account.page.link.done.text':
    '{person} ({place}) parle désormais à NOX avec votre compte. Vous pouvez fermer cette page.',
  'account.page.link.refused.title': 'Rien n’a été relié',
  'account.page.link.refused.text':
    'Ce lien ne vaut plus. Si vous ne l’aviez pas demandé, prévenez la personne qui vous l’a envoyé, et l’administrateur de ce workspace.',
  'account.page.signin.title': 'Se connecter à NOX',
  'account.page.signin.text': 'Vous allez ouvrir dans ce navigateur la session de la personne ci-dessous.',
  'account.page.signin.warning': 'Continuez seulement si c’est vous.',
  'account.page.signin.confirm': 'C’est moi : me connecter',
  'account.page.expired.title': 'Ce lien ne vaut plus',
  'account.page.foreign.title': 'Cette demande vient d’ailleurs',
  'account.page.foreign.text':
    'Elle n’a pas été envoyée depuis une page de NOX : rien n’a été fait. Rouvrez le lien, puis recommencez.',
  'account.page.failed.title': 'Cela n’a pas abouti',
  'account.page.signed_out.title': 'Vous n’êtes pas connecté',
  'account.page.signed_out.text':
    'Dites « connexion » à NOX dans Slack (/nox connexion) : il vous donnera un lien.',
  'account.page.bye.title': 'Vous êtes déconnecté',
  'account.page.bye.text': 'À bientôt. Pour revenir : /nox connexion dans Slack.',
  'account.page.mine.title': 'Votre compte NOX',
  'account.page.mine.text':
    'Vous pouvez obtenir un jeton pour l’API, ou choisir une adresse et un mot de passe pour vous connecter sans Slack.',
  'account.page.mine.token': 'Obtenir un jeton d’une heure pour l’API',
  'account.page.mine.token_label': 'Votre jeton, valable une heure. Gardez-le pour vous.',
  'account.page.mine.save': 'Enregistrer l’adresse et le mot de passe',
  'account.page.mine.saved':
    'C’est enregistré : vous pouvez vous connecter avec cette adresse et ce mot de passe.',
  'account.page.mine.sign_out': 'Me déconnecter',
  'account.page.mine.bad_credentials':
    'Il faut une adresse valide et un mot de passe de 10 à 200 caractères.',
  'account.email_taken': 'Cette adresse est déjà celle d’un autre compte de cet espace.',
  'account.label.person': 'Personne dans Slack',
  'account.label.place': 'Workspace Slack',
  'account.label.space': 'Espace NOX',
  'account.label.role': 'Rôle',
  'account.label.email': 'Adresse e-mail',
  'account.label.password': 'Mot de passe',
  'account.label.new_password': 'Nouveau mot de passe (10 caractères au moins)',
  'account.label.current_password': 'Mot de passe actuel',
} as const;
