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
    'Tout ce qui est à votre espace NOX.\n\nUn fichier JSON (UTF-8) par table de sa base de données : une liste d’objets, un par ligne de la table, un champ par colonne. Les dates sont en ISO 8601, UTC.\n\ntenant_settings : l’espace. tenant_users : les personnes. slack_identities : leurs identités Slack. slack_installations : les Slack où NOX est installé. tenant_integrations : les outils connectés. permission_rules : les permissions modifiées. audit_log : le journal, dont chaque entrée porte l’empreinte (hash) qui l’enchaîne à la précédente. incidents, incident_steps, silences, alert_channels, tickets : la surveillance.\n\nAbsents : les accès aux outils, les jetons, les empreintes de mots de passe, et ce qui ne dure que quelques minutes.\n',
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
