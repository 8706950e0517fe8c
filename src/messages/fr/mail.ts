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
  'letter.reset.subject': 'Votre nouveau mot de passe NOX',
  'letter.reset.text':
    'Quelqu’un, sans doute vous, a demandé à choisir un nouveau mot de passe pour le compte NOX qui porte cette adresse.',
  'letter.reset.several':
    'Cette adresse ouvre plusieurs espaces. Chacun a son mot de passe, et ici son lien.',
  'letter.reset.choose': 'Choisir un mot de passe pour {space}',
  'letter.reset.once': 'Un lien vaut trente minutes et sert une seule fois. Ne le transmettez à personne.',
  'letter.reset.unexpected':
    'Vous n’avez rien demandé ? Ignorez ce message : votre mot de passe reste le même.',
  'letter.changed.subject': 'Votre mot de passe NOX a changé',
  'letter.changed.text':
    'Le mot de passe de votre compte dans l’espace « {space} » de NOX vient d’être changé, et vos autres sessions sont terminées.',
  'letter.changed.not_you': 'Ce n’était pas moi',
  'letter.changed.note':
    'Si c’était vous, vous n’avez rien à faire. Sinon, choisissez aussitôt un nouveau mot de passe, et prévenez un administrateur de votre espace.',
  'forgotten.title': 'Mot de passe oublié ?',
  'forgotten.text':
    'Donnez l’adresse avec laquelle vous vous connectez : NOX vous y enverra un lien pour choisir un nouveau mot de passe.',
  'forgotten.submit': 'Recevoir le lien',
  'forgotten.sent.title': 'Regardez vos mails',
  'forgotten.sent.text':
    'Si cette adresse ouvre un espace NOX, un mail vient d’y partir, avec un lien valable trente minutes.\nRien n’arrive ? Regardez dans les indésirables, ou vérifiez l’adresse et recommencez.',
  'forgotten.no_mail': 'Cette installation de NOX n’envoie pas de mails.',
  'forgotten.ask':
    'Demandez un lien à la personne qui administre votre espace : elle peut en préparer un sur la page Personnes. Si c’est vous, et que vous ne pouvez plus entrer, demandez à l’exploitant de NOX de configurer l’envoi de mails.',
  'forgotten.by_slack': 'Si NOX est installé dans votre Slack, vous pouvez aussi entrer sans mot de passe :',
  'forgotten.back': 'Revenir à la connexion',
  'reset.title': 'Choisir un nouveau mot de passe',
  'reset.text': 'Pour votre compte dans l’espace {space}. Toutes vos sessions ouvertes seront terminées.',
  'reset.submit': 'Changer le mot de passe',
  'reset.done.title': 'Votre mot de passe est changé',
  'reset.done.text': 'Vous êtes connecté à l’espace {space}. Toutes vos autres sessions sont terminées.',
  'reset.done.go': 'Aller au tableau de bord',
  'reset.expired':
    'Ce lien ne vaut plus : il a déjà servi, il est trop ancien, ou un plus récent l’a remplacé. Demandez-en un autre depuis la page de connexion, ou à la personne qui vous l’a donné.',
  'reset.make': 'Lien de mot de passe',
  'reset.ready': 'Le lien est prêt',
  'reset.link': 'Lien pour choisir un mot de passe',
  'reset.forward':
    'Il vaut trente minutes et sert une seule fois. Qui le détient choisit le mot de passe de cette personne : ne le donnez qu’à elle.',
  'people.no_password':
    'Cette personne n’a pas d’adresse pour se connecter, ou n’a plus accès à l’espace : elle n’a pas de mot de passe à changer.',
} as const;
