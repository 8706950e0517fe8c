/** Sentences of tickets: the commands, and what is written into Jira and GitHub. */
export const tickets = {
  'ticket.ticket': 'Ticket',
  'ticket.help.list': 'Les règles des tickets automatiques, et les derniers tickets',
  'ticket.help.rule_add': 'Ouvre un ticket tout seul pour ces incidents',
  'ticket.help.rule_remove': 'Retire une règle ; les tickets restent',
  'ticket.parameter.rule': 'gravité [cluster[/namespace]] to PROJET|owner/repo [after 30m]',
  'ticket.rule_count':
    '{count, plural, =0 {Aucun ticket n’est ouvert automatiquement} one {# règle ouvre des tickets automatiquement} other {# règles ouvrent des tickets automatiquement}}',
  'ticket.rule_after': '{minutes, plural, =0 {aussitôt} other {après {duration} sans prise en charge}}',
  'ticket.rule_added':
    'Règle nº {id} : pour les incidents « {severity} » ou pires sur {scope}, un ticket est ouvert dans {place} {minutes, plural, =0 {aussitôt} other {après {duration} sans prise en charge}}.',
  'ticket.rule_removed': 'La règle nº {id} est retirée. Les tickets déjà ouverts restent.',
  'ticket.latest': 'Derniers tickets',
  'ticket.how_to':
    'Ajouter une règle : tickets rule add critical prod/payments to PAY after 30m. À la main : incident 12 ticket to PAY.',
  'ticket.bad_rule':
    'Je n’ai pas compris cette règle. Dites par exemple : « tickets rule add critical prod/payments to PAY after 30m », ou « tickets rule add high to acme/web » (gravités : info, warning, high, critical ; sept jours d’attente au plus).',
  'ticket.bad_after':
    '« {after} » n’est pas une durée que je comprenne. Dites par exemple « after 30m », « after 1h30 » ou « after 2 jours » (sept jours au plus).',
  'ticket.bad_place':
    'Dites où ouvrir le ticket : un projet Jira ou un dépôt GitHub, par exemple « incident 12 ticket to PAY » ou « incident 12 ticket to acme/web ».',
  'ticket.no_tool': 'Ni Jira ni GitHub n’est connecté à cet espace : connectez-en un, puis recommencez.',
  'ticket.where': 'Où ouvrir le ticket ?',
  'ticket.opened': 'Le ticket de l’incident nº {id} est ouvert.',
  'ticket.opened_after':
    'Le ticket de l’incident nº {id} est ouvert. L’incident est résolu : ce ticket est pour la suite, NOX ne le fermera pas.',
  'ticket.there_already': 'L’incident nº {id} a déjà son ticket.',
  'ticket.on_its_way':
    'Le ticket de l’incident nº {id} est demandé dans {place} : dès qu’il est ouvert, l’alerte en donne le lien.',
  'ticket.not_opened':
    'Le ticket de l’incident nº {id} n’a pas pu être ouvert dans {place}. Le déroulé de l’incident dit pourquoi.',
  'ticket.state.wanted': 'en cours d’ouverture',
  'ticket.state.open': 'ouvert',
  'ticket.state.closed': 'fermé',
  'ticket.state.left': 'laissé à l’équipe',
  'ticket.state.failed': 'pas ouvert',
  'ticket.state.gone': 'introuvable',
  'kind.ticket_rule': 'la règle',
  'incident.button.ticket': 'Ouvrir un ticket',
  'incident.step.ticket_opened': 'Ticket ouvert : {detail}.',
  'incident.step.ticket_failed': 'Le ticket n’a pas pu être ouvert : {detail}',
  'incident.step.ticket_gone':
    'Le ticket {detail} n’est plus là : il a été supprimé, ou NOX n’y a plus accès. NOX n’en ouvre pas d’autre de lui-même ; au besoin : « Ouvrir un ticket ».',
  'incident.step.ticket_stuck': 'NOX n’a pas pu mettre le ticket à jour : {detail}',
  'incident.course.ticket_opened': 'ticket ouvert : {detail}',
  'incident.course.ticket_failed': 'ticket pas ouvert : {detail}',
  'incident.course.ticket_gone': 'ticket {detail} introuvable',
  'incident.course.ticket_stuck': 'ticket pas mis à jour : {detail}',
  'ticket.body.intro': 'NOX a ouvert ce ticket pour l’incident nº {id}.',
  'ticket.body.slack': 'Dans Slack : {url}',
  'ticket.body.footer':
    'NOX commente ce ticket quand l’incident évolue, et le ferme quand il est résolu. Ce que vous changez ici reste comme vous l’avez mis.',
  'ticket.body.footer_after':
    'L’incident est résolu : ce ticket est pour la suite. NOX le laisse à l’équipe et ne le fermera pas.',
  'ticket.comment': 'Incident nº {id}, {at} : {text}',
  'ticket.again': 'La même condition est revenue le {at} : incident nº {id}.',
} as const;
