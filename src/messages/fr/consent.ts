/** Sentences of connecting a tool by consent, on the service's own page. */
export const consent = {
  'consent.allow': 'Autoriser NOX dans {service}',
  'consent.by_hand': 'Ou donner un accès vous-même',
  'consent.notion.text':
    'Vous choisissez dans Notion l’espace de travail et les pages que NOX peut voir. Il n’y a aucun secret à copier.',
  'consent.github.text':
    'Vous installez NOX sur la page de GitHub, et vous y choisissez le compte et les dépôts que NOX peut voir. Il n’y a aucun jeton à copier, et l’accès reste quand quelqu’un s’en va.',
  'consent.github.already':
    'NOX est déjà installé sur votre compte ? GitHub confirme alors seulement que le compte est le vôtre.',
  'consent.github.already_button': 'Connecter une installation existante',
  'consent.github.taken':
    'Cette installation de NOX sur GitHub sert déjà un autre espace, et elle n’en sert qu’un. Retirez-la de celui-ci, ou désinstallez NOX du compte GitHub puis réinstallez-le.',
  'consent.leaving.title': 'Vers {service}',
  'consent.leaving.text':
    'C’est dans {service} que vous décidez de ce que vous autorisez. Vous reviendrez ensuite ici.',
  'consent.leaving.go': 'Continuer vers {service}',
  'consent.choose.title': 'Que voulez-vous connecter ?',
  'consent.choose.text':
    'Vous avez autorisé NOX à plusieurs endroits de {service}. Choisissez celui que cette intégration doit joindre.',
  'consent.again': 'Recommencer',
  'consent.refused.title': 'Rien n’a été connecté',
  'consent.refused.text':
    'Vous n’avez pas autorisé NOX dans {service}. Rien n’a changé : vous pouvez recommencer quand vous voulez.',
  'consent.expired.title': 'Cette autorisation ne vaut plus',
  'consent.expired.text':
    'Elle a déjà servi, elle date de plus de dix minutes, ou elle a été commencée dans un autre navigateur. Rien n’a changé : vous pouvez recommencer.',
  'consent.other_space.title': 'Ce n’est plus le même compte',
  'consent.other_space.text':
    'Cette autorisation a été commencée avec un autre compte que celui qui est connecté maintenant. Rien n’a été connecté : recommencez avec le bon compte.',
  'consent.failed.title': 'Cela n’a pas abouti',
  'consent.failed.text': '{service} n’a pas donné suite. Rien n’a été connecté : réessayez dans un instant.',
  'consent.restart.title': 'Commencez ici',
  'consent.restart.text':
    'Pour connecter {service}, partez de cette page : NOX sait ainsi à quel espace l’accès est destiné.',
  'consent.other_place':
    'Vous avez autorisé « {label} », mais l’intégration « {name} » joint un autre endroit de {service}. Rien n’a changé. Autorisez le même endroit, ou connectez celui-ci à part.',
  'consent.reason.code': 'l’autorisation a expiré ou a déjà servi. Recommencez.',
  'consent.reason.app': 'NOX n’y est pas inscrit comme il faut. Prévenez la personne qui exploite NOX.',
  'consent.remove_text':
    'L’accès à « {name} » sera effacé aussitôt. S’il vient d’une autorisation, NOX demande à {service} d’y mettre fin ; sinon, pensez à le révoquer dans {service}.',
  'integrations.done.not_revoked':
    'L’intégration est retirée et son accès est effacé ici, mais le service n’a pas confirmé la fin de l’autorisation : retirez NOX aussi dans ses réglages.',
  'consent.jira.text':
    'Vous choisissez sur la page d’Atlassian le site Jira que NOX peut joindre. NOX y agit en votre nom, avec vos droits. Il n’y a aucun jeton à copier.',
  'consent.lost':
    '{service} n’accepte plus l’autorisation donnée pour « {name} » : elle a expiré ou quelqu’un y a mis fin. La personne qui administre votre espace peut la renouveler depuis la page Intégrations. Rien n’est perdu : ce qui attend partira ensuite.',
  'consent.renew.title': 'Faut-il renouveler cet accès ?',
  'consent.renew.text':
    '{service} n’a pas répondu avec cet accès la dernière fois. S’il a été retiré ou a expiré, autorisez NOX de nouveau : le nom, les réglages et ce qui attend restent.',
  'detail.pages': 'Pages partagées',
} as const;
