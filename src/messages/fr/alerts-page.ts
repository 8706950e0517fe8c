/** Sentences of the page on which people choose where alerts go. */
export const alertsPage = {
  'alerts.page.title': 'Alertes',
  'alerts.page.lead':
    'Le canal Slack où NOX prévient quand quelque chose ne va pas : pour tous les clusters, pour un seul, ou pour un namespace.',
  'alerts.page.open': 'Choisir les canaux',
  'alerts.page.scope': 'Alertes de',
  'alerts.page.channel': 'Canal',
  'alerts.page.actions': 'Actions',
  'alerts.page.rest': 'tout le reste',
  'alerts.page.direct': 'en message direct',
  'alerts.page.direct_text': 'à la personne qui a installé NOX, tant qu’aucun canal n’est choisi',
  'alerts.page.not_seen': 'NOX ne voit plus ce canal',
  'alerts.page.test': 'Envoyer un essai',
  'alerts.page.remove': 'Retirer',
  'alerts.page.choose': 'Choisir un canal',
  'alerts.page.namespace': 'Namespace',
  'alerts.page.namespace_help':
    'Facultatif, et pour un cluster seulement. Laissez vide pour tout le cluster.',
  'alerts.page.bind': 'Envoyer ces alertes dans ce canal',
  'alerts.page.how':
    'Seuls les canaux où NOX est invité figurent ici. Pour en ajouter un : /invite @NOX dans le canal, puis rechargez cette page. Dans le canal même, « alerts here » fait la même chose.',
  'alerts.page.no_channel':
    'NOX n’est encore dans aucun canal. Dans celui de votre choix, tapez /invite @NOX, puis revenez ici.',
  'alerts.page.again': 'Regarder de nouveau',
  'alerts.page.no_slack': 'NOX n’est installé dans aucun Slack : il n’a pas encore où prévenir.',
  'alerts.page.silent':
    'Slack n’a pas répondu pour : {places}. Leurs canaux manquent ci-dessous ; rechargez la page dans un instant.',
  'alerts.page.shared': '{name} (partagé avec une autre organisation)',
  'alerts.page.choose_channel':
    'Choisissez un canal de la liste : NOX n’est plus, ou pas encore, dans celui-là.',
  'alerts.page.bad_namespace':
    'Un namespace s’écrit en minuscules, chiffres et tirets, comme « payments », et se choisit avec son cluster.',
  'alerts.page.was_not_bound': 'Aucun canal n’était choisi pour cela.',
  'alerts.page.invite_first':
    'NOX n’est pas dans ce canal. Tapez-y /invite @NOX, puis réessayez. Rien n’a été changé.',
  'alerts.page.cannot_say': 'Slack ne laisse pas NOX écrire dans ce canal ({code}). Rien n’a été changé.',
  'alerts.page.done.bound': 'C’est noté : NOX vient de l’annoncer dans le canal.',
  'alerts.page.done.unbound': 'C’est retiré : ces alertes vont désormais là où vont les autres.',
  'alerts.page.done.tested': 'L’essai est parti : regardez dans Slack.',
} as const;
