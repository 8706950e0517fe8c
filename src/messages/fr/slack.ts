/** Sentences of the Slack surface: refusals, installation pages. */
export const slack = {
  'slack.not_installed': 'NOX n’est pas (ou plus) installé ici. Pour l’installer : {url}',
  'slack.refused.outsider': 'NOX ne répond qu’aux membres de l’organisation qui l’a installé.',
  'slack.refused.uninvited':
    'Cet espace NOX est personnel. Demandez à {owner} de vous inviter (/nox invite @vous).',
  'slack.refused.removed': 'Votre accès à NOX a été retiré. Demandez à {owner} de le rétablir.',
  'slack.token_dead':
    'Slack n’accepte plus l’accès de NOX à cet espace. Un administrateur peut le réinstaller : {url}',
  'slack.thinking': 'cherche…',
  'slack.chosen': 'Votre choix : {label}',
  'slack.picture_follows': 'Le graphique qui va avec « {what} » :',
  'slack.file_follows': 'Voici la sortie complète :',
  'slack.welcome':
    'Bonjour ! Je suis NOX, votre équipier DevOps. Écrivez-moi « help » ici même, mentionnez @NOX dans un canal ou tapez /nox help : je vous dirai ce que je peux faire pour vous. Première étape : connecter GitHub, Kubernetes, Jira ou Notion. Dites « connexion » pour ouvrir vos pages NOX.',
  'slack.prompt.help': 'Que pouvez-vous faire pour moi ?',
  'slack.prompt.status': 'Qui suis-je, et qu’est-ce qui est connecté ?',
  'slack.prompt.pods': 'Comment vont mes pods ?',
  'slack.prompt.prs': 'Quelles pull requests sont ouvertes ?',
  'slack.prompts_title': 'Essayez :',
  'slack.home':
    '*NOX*, votre équipier DevOps. Écrivez-moi dans l’onglet Messages, mentionnez-moi dans un canal, ou tapez `/nox help`.',
  'slack.install.one_only':
    'Cet espace entreprise a déjà son installation Slack. Une entreprise en a exactement une : désinstallez d’abord l’ancienne, ou demandez à votre administrateur.',
  'slack.install.team_taken':
    'Ce workspace Slack est déjà relié à un autre espace NOX. Demandez à la personne qui l’a installé, ou désinstallez NOX de ce workspace, puis recommencez.',
  'slack.reason.invalid_auth': 'le jeton n’est pas valide',
  'slack.reason.revoked': 'le jeton a été révoqué',
  'slack.reason.expired': 'le jeton a expiré',
  'slack.reason.missing_scope': 'il manque une permission au jeton',
  'slack.reason.code': 'le code d’installation a déjà servi ou a expiré',
  'slack.reason.unknown': 'Slack n’a pas accepté la demande',
  'slack.reason.other_workspace': 'les jetons ne viennent pas du workspace indiqué',
  'slack.page.choose.title': 'Ajouter NOX à Slack',
  'slack.page.choose.text':
    'Choisissez votre type d’espace. Une entreprise connecte ses outils une fois, et tous ses membres en héritent. Un espace individuel réunit plusieurs workspaces et plusieurs clients, sans jamais les mélanger.',
  'slack.page.as_enterprise': 'Je suis une entreprise',
  'slack.page.as_freelance': 'Je suis un utilisateur individuel',
  'slack.page.open_slack': 'Ouvrir NOX dans Slack',
  'slack.page.restart.title': 'Reprenons l’installation d’ici',
  'slack.page.restart.text':
    'Pour votre sécurité, une installation commence toujours par NOX. Choisissez votre type d’espace pour continuer.',
  'slack.page.expired.title': 'Ce lien d’installation ne vaut plus',
  'slack.page.expired.text':
    'Il a déjà servi, a plus de dix minutes, ou a été commencé dans un autre navigateur. Recommencez ici.',
  'slack.page.refused.title': 'Installation annulée',
  'slack.page.refused.text':
    'Vous n’avez pas donné votre accord dans Slack : rien n’a été installé. Vous pouvez recommencer quand vous voulez.',
  'slack.page.failed.title': 'L’installation n’a pas abouti',
  'slack.page.failed.text':
    'Slack n’a pas confirmé l’installation. Rien n’a été enregistré. Recommencez ; si cela persiste, réessayez dans quelques minutes.',
  'slack.page.conflict.title': 'Cette installation n’est pas possible',
  'slack.page.conflict.text': 'Elle entre en conflit avec une autre.',
  'slack.page.forbidden.title': 'Cette installation demande un administrateur',
  'slack.page.forbidden.text':
    'Seule une personne qui administre votre espace NOX peut y ajouter Slack. Demandez-lui de le faire.',
  'slack.page.signed_out.title': 'Votre session a expiré',
  'slack.page.signed_out.text': 'Reconnectez-vous à NOX, puis ajoutez Slack à nouveau.',
  'slack.page.signed_in.title': 'Ajouter Slack à votre espace',
  'slack.page.signed_in.text': 'Vous êtes connecté à NOX : l’installation rejoindra votre espace.',
  'slack.page.signed_in.button': 'Continuer vers Slack',
  'slack.page.unavailable.title': 'NOX est momentanément indisponible',
  'slack.page.unavailable.text': 'Rien n’a été enregistré. Recommencez dans un instant.',
  'slack.page.openid.again': 'Revenir à la connexion',
  'slack.page.openid_expired.title': 'Cette connexion ne vaut plus',
  'slack.page.openid_expired.text':
    'Elle a déjà servi, a plus de dix minutes, ou a été commencée dans un autre navigateur. Recommencez.',
  'slack.page.openid_refused.title': 'Connexion annulée',
  'slack.page.openid_refused.text': 'Vous n’avez pas donné votre accord dans Slack : rien n’a changé.',
  'slack.page.openid_failed.title': 'La connexion n’a pas abouti',
  'slack.page.openid_failed.text': 'Slack n’a pas confirmé votre identité. Recommencez dans un instant.',
  'slack.page.openid_no_space.title': 'NOX n’est pas installé dans ce Slack',
  'slack.page.openid_no_space.text':
    'Le workspace que vous avez choisi n’a pas d’espace NOX. Ajoutez-y NOX, ou connectez-vous depuis un autre workspace.',
  'slack.page.openid_not_member.title': 'Vous n’avez pas accès à cet espace',
  'slack.page.openid_not_member.text':
    'NOX est installé dans ce Slack, mais son espace ne vous est pas ouvert. Demandez une invitation à la personne qui l’administre.',
  'slack.page.success_again.title': 'L’installation a été renouvelée',
  'slack.page.success_again.text':
    'NOX était déjà installé ici : son accès à Slack a été renouvelé, dans l’espace NOX auquel ce Slack appartient. Aucun nouvel espace n’a été créé et rien d’autre n’a changé.\nÉcrivez /nox help dans Slack : NOX vous dira ce que vous pouvez y faire, ou à qui demander l’accès.',
  'slack.page.success.title': 'NOX est installé',
  'slack.page.success.text':
    'Tapez /nox help dans Slack, mentionnez @NOX dans un canal ou écrivez-lui directement.\nConnectez ensuite GitHub, Kubernetes, Jira et Notion : /nox connexion vous ouvre vos pages NOX.',
  'slack.page.success_org.title': 'NOX est installé dans votre organisation',
  'slack.page.success_org.text':
    'Ajoutez-le maintenant à vos workspaces : dans l’administration Slack, Applications, NOX, « Ajouter à des workspaces ».\nTapez ensuite /nox help dans Slack.',
} as const;
