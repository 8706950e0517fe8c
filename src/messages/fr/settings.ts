/** Sentences of the page on which a space is set, taken away and deleted. */
export const settings = {
  'web.menu.settings': 'Réglages',
  'settings.saved': 'C’est enregistré.',
  'settings.name': 'Nom de l’espace',
  'settings.locale': 'Langue de l’espace',
  'settings.time_zone': 'Fuseau horaire',
  'settings.default_role': 'Rôle des nouveaux membres',
  'settings.export': 'Tout exporter',
  'settings.export_text':
    'Une archive ZIP de tout ce qui est à votre espace, sans les secrets. Son format est décrit dedans.',
  'settings.export_button': 'Télécharger l’archive',
  'settings.export_readme':
    'Tout ce qui est à votre espace NOX, tel qu’il était au moment de l’export.\n\nUn fichier JSON (UTF-8) par table de sa base de données : une liste d’objets, un par ligne de la table, un objet par ligne du fichier, un champ par colonne. Les dates sont en ISO 8601, UTC ; tenant_id est le numéro de l’espace, le même partout ; les autres champs en _id renvoient au champ id d’une autre table.\n\nL’espace\n  tenant_identity : son numéro et sa sorte (enterprise ou freelance).\n  tenant_settings : son nom, sa langue, son fuseau horaire, le rôle des nouveaux membres.\n\nLes personnes\n  tenant_users : nom, adresse e-mail, rôle, accès.\n  slack_identities : leurs identités dans Slack.\n  invitations : celles qui attendent, sans leur lien.\n  permission_rules : ce que votre espace permet ou interdit autrement que NOX.\n\nLes outils\n  slack_installations : les Slack où NOX est installé.\n  tenant_integrations : les outils connectés, sans leurs accès.\n\nLe journal\n  audit_log : ce qui a été fait. Chaque entrée porte une empreinte (hash, SHA-256) qui l’enchaîne à la précédente (sequence).\n  audit_head : la dernière entrée de la chaîne.\n\nLa surveillance\n  cluster_watches : les clusters surveillés. incidents, incident_steps : les incidents et leur déroulé. alert_channels : où arrivent les alertes. alert_messages : où se trouvent dans Slack celles qui ont été envoyées. silences : ce sur quoi NOX se tait.\n  workload_hours, workload_rollouts : la santé des charges de travail, heure par heure, et leurs déploiements.\n\nLes tickets et les rapports\n  tickets, ticket_rules : les tickets ouverts pour des incidents, et les règles qui en ouvrent.\n  report_schedules, report_runs : les rapports prévus, et ceux qui ont été faits.\n\nAbsents : les accès aux outils, les jetons, les empreintes de mots de passe, les liens d’invitation, et ce qui ne dure que quelques minutes. Une table qui n’est pas nommée ici est plus récente que cette page.\n',
  'settings.export_under_way': 'Un export est déjà en cours. Attendez qu’il se termine, puis recommencez.',
  'settings.delete': 'Supprimer l’espace',
  'settings.delete_text':
    'Dans {days} jours, sa base de données sera supprimée et ses clés détruites : rien ne pourra être retrouvé. D’ici là, tout fonctionne, et vous pouvez changer d’avis ici même.',
  'settings.delete_confirm': 'Pour confirmer, écrivez le nom de l’espace : {name}',
  'settings.delete_button': 'Supprimer cet espace',
  'settings.delete_wrong': 'Le nom écrit n’est pas celui de l’espace : rien n’a été fait.',
  'settings.delete_planned': 'La suppression est prévue',
  'settings.planned': 'Cet espace sera supprimé le {after, date, long}.',
  'settings.keep': 'Garder cet espace',
  'settings.back': 'Revenir aux réglages',
  'settings.receipt': 'Reçu de suppression',
  'settings.receipt_planned':
    'Demandée le {asked, date, long}. La suppression aura lieu le {after, date, long}.',
  'settings.receipt_done':
    'Demandée le {asked, date, long}. La base de données a été supprimée et les clés détruites le {done, date, long}.',
  'settings.no_receipt': 'Ce reçu n’existe pas, ou la suppression a été annulée.',
} as const;
