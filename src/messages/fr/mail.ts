/** Sentences of the mails that NOX sends, and about sending them. */
export const mail = {
  'letter.hello': 'Bonjour,',
  'letter.invitation.subject': '{by} vous invite sur NOX, dans l’espace {space}',
  'letter.invitation.text': '{by} vous invite dans l’espace « {space} » de NOX, avec le rôle {role}.',
  'letter.invitation.nox':
    'NOX est un coéquipier DevOps : on lui parle dans Slack, et il travaille avec GitHub, Kubernetes, Jira et Notion.',
  'letter.invitation.join': 'Accepter l’invitation',
  'letter.invitation.once':
    'Ce lien vaut sept jours, sert une seule fois, et n’est que pour vous : ne le transmettez à personne.',
  'letter.invitation.unexpected':
    'Vous n’attendiez pas cette invitation ? Ignorez ce message : rien ne sera créé.',
  'invite.no_mail':
    'L’envoi de mails n’est pas configuré sur cette installation de NOX : vous recevrez ici un lien, à transmettre vous-même.',
  'invite.email_help': 'NOX y envoie l’invitation. Laissez vide pour ne recevoir qu’un lien à transmettre.',
  'invite.language': 'Langue du mail',
  'invite.send': 'Inviter',
  'invite.sent': 'L’invitation est envoyée à {email}.',
  'invite.unreachable':
    'Le serveur de mail est injoignable : rien n’a été envoyé à {email}. L’invitation est prête ; renvoyez-la plus tard, ou transmettez le lien vous-même.',
  'invite.slow':
    'Le serveur de mail n’a pas répondu à temps : nous ne savons pas si le message à {email} est parti. L’invitation est prête ; renvoyez-la, ou transmettez le lien vous-même.',
  'invite.later':
    'Le serveur de mail n’accepte pas ce message pour l’instant : rien n’a été envoyé à {email}. L’invitation est prête ; renvoyez-la dans quelques minutes, ou transmettez le lien vous-même.',
  'invite.bad_address':
    'Le serveur de mail refuse l’adresse {email} : rien n’a été envoyé. Vérifiez-la. L’invitation est prête ; vous pouvez transmettre le lien vous-même, ou l’annuler.',
  'invite.refused':
    'Le serveur de mail a refusé le message : rien n’a été envoyé à {email}. Prévenez l’exploitant de NOX. L’invitation est prête ; transmettez le lien vous-même.',
  'invite.too_many':
    'Votre espace a envoyé beaucoup d’invitations en peu de temps : rien n’a été envoyé à {email}. L’invitation est prête ; renvoyez-la dans une heure, ou transmettez le lien vous-même.',
  'invite.again': 'Renvoyer par mail',
  'invite.new_link': 'Obtenir un nouveau lien',
  'invite.mailed': 'envoyée à {email} le {at, date, medium}',
  'invite.not_mailed': 'pas encore envoyée',
  'invite.gone': 'Cette invitation ne vaut plus : elle a déjà servi, a été annulée, ou a expiré.',
} as const;
