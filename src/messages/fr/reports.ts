/** Sentences of reports: the commands, and what stands in the pages. */
export const reports = {
  'report.help.now': 'Écrit un rapport maintenant, dans Notion et en résumé ici',
  'report.help.preview': 'Montre ce que dirait le rapport, pour vous seul',
  'report.help.schedule': 'Programme un rapport quotidien, hebdomadaire ou mensuel',
  'report.help.schedules': 'Les rapports programmés',
  'report.help.unschedule': 'Retire un rapport programmé',
  'report.parameter.words': 'daily|weekly|monthly [at 08:00] [clusters] [in page]',
  'report.parameter.at': 'heure',
  'report.parameter.place': 'page Notion',
  'report.kind.daily': 'Rapport quotidien',
  'report.kind.weekly': 'Rapport hebdomadaire',
  'report.kind.monthly': 'Rapport mensuel',
  'report.title': '{kind} · {days} · {clusters}{id, plural, =0 {} other { · nº #}}',
  'report.bad_time': 'Dites une heure comme « 08:00 » ou « 8h30 », une seule fois.',
  'report.written': '{kind} ({clusters}) : la page est écrite dans « {place} ».',
  'report.told_only': '{kind} ({clusters}) : le résumé arrive là où arrivent les alertes.',
  'report.on_its_way':
    '{kind} ({clusters}) : il est en cours d’écriture, et arrive là où arrivent les alertes.',
  'report.no_page':
    'Notion n’a pas accepté la page dans « {place} » : vérifiez qu’elle existe et qu’elle est partagée avec l’intégration.',
  'report.moved': 'Ce rapport arrive ici parce que NOX ne peut plus écrire là où il devait arriver :',
  'report.how_to_page':
    'Pour une page Notion : ajoutez « in <page> », par exemple « report now weekly in Rapports ».',
  'report.connect_notion':
    'Pour une page Notion, un administrateur connecte d’abord Notion depuis la page Intégrations.',
  'report.alerts_go': 'Où arrivent les alertes :',
  'report.preview_note': 'Aperçu : rien n’est écrit. Pour l’écrire : report now.',
  'report.scheduled.daily':
    'Rapport nº {id} programmé chaque jour à {time} ({zone}), sur {clusters}{place, select, none {} other {, dans « {place} »}}.',
  'report.scheduled.weekly':
    'Rapport nº {id} programmé chaque lundi à {time} ({zone}), sur {clusters}{place, select, none {} other {, dans « {place} »}}.',
  'report.scheduled.monthly':
    'Rapport nº {id} programmé chaque premier du mois à {time} ({zone}), sur {clusters}{place, select, none {} other {, dans « {place} »}}.',
  'report.next': 'Prochain :',
  'report.schedule_count':
    '{count, plural, =0 {Aucun rapport programmé} one {# rapport programmé} other {# rapports programmés}}',
  'report.how_to':
    'Programmer : report schedule weekly at 08:00 prod in Rapports. Retirer : report unschedule <numéro>.',
  'report.unscheduled': 'Le rapport nº {id} n’est plus programmé. Les pages déjà écrites restent.',
  'kind.report_schedule': 'le rapport programmé',
  'report.read': 'Lire le rapport dans Notion',
  'report.all_good':
    'Tout va bien : {incidents, plural, =0 {aucun incident} one {# incident, résolu} other {# incidents, tous résolus}}, rien ne demande votre attention.',
  'report.needs_care':
    '{attention, plural, one {# point demande} other {# points demandent}} votre attention ; {incidents, plural, =0 {aucun incident} one {# incident} other {# incidents}} sur la période.',
  'report.in_short': 'En bref',
  'report.figure': 'Indicateur',
  'report.value': 'Valeur',
  'report.availability': 'Disponibilité',
  'report.coverage': 'Période observée par NOX',
  'report.unknown': 'non mesurée',
  'report.restarts': 'Redémarrages',
  'report.incidents': 'Incidents',
  'report.incidents_of':
    '{count, plural, =0 {aucun} one {{resolved, plural, =0 {1, en cours} other {1, résolu}}} other {#, dont {resolved} {resolved, plural, one {résolu} other {résolus}}}}',
  'report.to_acknowledge': 'Délai moyen de prise en charge',
  'report.to_resolve': 'Délai moyen de résolution',
  'report.rollouts': 'Mises en production',
  'report.tickets': 'Tickets',
  'report.attention': 'Ce qui demande votre attention',
  'report.nothing': 'Rien pour cette période.',
  'report.more': '… et {count} de plus.',
  'report.still_open': 'Incident nº {id} toujours ouvert : {subject} sur {cluster}, {what}.',
  'report.poor': '{name} sur {cluster} n’a eu tous ses réplicas prêts que {share} du temps.',
  'report.never_whole': '{name} sur {cluster} n’a jamais eu tous ses réplicas prêts sur la période.',
  'report.restless': '{name} sur {cluster} a redémarré {count, plural, one {# fois} other {# fois}}.',
  'report.returning':
    '{subject} sur {cluster} : {what}, revenu {count, plural, one {# fois} other {# fois}}.',
  'report.ticket_failed': 'Le ticket de l’incident nº {id} n’a pas pu être ouvert.',
  'report.availability_title': 'Disponibilité par application',
  'report.how_measured': 'Part des relevés (un toutes les cinq minutes) où tous les réplicas étaient prêts.',
  'report.not_watched': 'NOX n’a pas encore de relevés pour cette période.',
  'report.workload': 'Application',
  'report.available': 'Disponible',
  'report.more_workloads':
    '{count, plural, one {# autre application va} other {# autres applications vont}} mieux que celles-ci.',
  'report.no_incidents': 'Aucun incident sur cette période.',
  'report.open': 'en cours',
  'report.taken_after': 'Pris en charge après',
  'report.lasted': 'Durée',
  'report.no_rollouts': 'Aucune nouvelle version observée.',
  'report.when': 'Quand',
  'report.image': 'Image',
  'report.revision': 'Révision',
  'report.acts': 'Actions faites par NOX à la demande de l’équipe :',
  'report.act.deploy': '{who} a déployé {subject} sur {cluster}',
  'report.act.rollback': '{who} a ramené {subject} à une version précédente sur {cluster}',
  'report.act.restart': '{who} a redémarré {subject} sur {cluster}',
  'report.act.scale': '{who} a changé le nombre de réplicas de {subject} sur {cluster}',
  'report.incident': 'Incident',
  'report.footer': 'Rapport écrit par NOX. Les heures sont celles du fuseau {zone}.',
  'report.chart.availability_note':
    'Part du temps où tous les réplicas étaient prêts · chaque case vaut {step, select, hour {une heure} quarter {six heures} other {un jour}}',
  'report.chart.availability_alt':
    'Disponibilité de {count, plural, one {# application} other {# applications}}, {days} : {isWhole, select, yes {100 % partout} other {la plus basse est celle de {worst}, {share}}}.',
  'report.chart.whole': '100 %',
  'report.chart.partly': '95 % ou plus',
  'report.chart.poor': 'moins de 95 %',
  'report.chart.unseen': 'pas de relevé',
  'report.chart.restarts': 'Redémarrages {unit, select, hour {par heure} other {par jour}}',
  'report.chart.restarts_note': 'Nombre de redémarrages de conteneurs · {days}',
  'report.chart.restarts_alt':
    '{count} redémarrages, {days}. Le plus : {most}, {unit, select, hour {à {when}} other {le {when}}}.',
  'report.chart.incidents': 'Incidents {unit, select, hour {par heure} other {par jour}}',
  'report.chart.incidents_note':
    'Nombre d’incidents ouverts, selon leur gravité · {days}{before, plural, =0 {} other { · sans ce qui précédait NOX}}',
  'report.chart.incidents_alt':
    '{count} incidents ouverts, {days}. Le plus : {most}, {unit, select, hour {à {when}} other {le {when}}}.',
  'report.chart.rollouts': 'Mises en production {unit, select, hour {par heure} other {par jour}}',
  'report.chart.rollouts_note': 'Nombre de nouvelles versions · {days}',
  'report.chart.rollouts_alt':
    '{count} mises en production, {days}. Le plus : {most}, {unit, select, hour {à {when}} other {le {when}}}.',
  'report.chart.delays': 'Délais de prise en charge et de résolution',
  'report.chart.durations': 'Durée des incidents',
  'report.chart.delays_note':
    'Les {count} incidents résolus les plus longs, en {unit, select, minutes {minutes} hours {heures} other {jours}}',
  'report.chart.delays_alt':
    'Durée des {count} incidents résolus les plus longs, {days}. Le plus long, le nº {id}, a duré {longest}.',
  'report.chart.taken': 'pris en charge après',
  'report.chart.resolved': 'résolu après',
  'report.chart.incident': 'nº {id} · {subject}',
  'report.chart.minutes': 'minutes',
  'report.chart.hours': 'heures',
  'report.chart.days': 'jours',
  'report.minutes': '{minutes, plural, =0 {< 1 min} other {# min}}',
  'report.hours': '{hours} h {minutes}',
  'report.days': '{days} j {hours} h',
} as const;
