/** Sentences of the page on which a space is set, taken away and deleted. */
export const settings = {
  'web.menu.settings': 'Settings',
  'settings.saved': 'Saved.',
  'settings.name': 'Name of the space',
  'settings.locale': 'Language of the space',
  'settings.time_zone': 'Time zone',
  'settings.default_role': 'Role of new members',
  'settings.export': 'Export everything',
  'settings.export_text':
    'A ZIP archive of everything that is your space’s, without secrets. Its format is described inside.',
  'settings.export_button': 'Download the archive',
  'settings.export_readme':
    'Everything that is your NOX space’s, as it stood when it was exported.\n\nOne JSON file (UTF-8) for each table of its database: a list of objects, one for each row of the table, one object a line, one field for each column. Dates are in ISO 8601, UTC; tenant_id is the number of the space, the same everywhere; other fields that end in _id point to the field id of another table.\n\nThe space\n  tenant_identity: its number and its kind (enterprise or freelance).\n  tenant_settings: its name, language, time zone, the role of new members.\n\nPeople\n  tenant_users: name, e-mail address, role, access.\n  slack_identities: who they are in Slack.\n  invitations: those that are open, without their links.\n  permission_rules: what your space allows or forbids otherwise than NOX does.\n\nTools\n  slack_installations: the Slacks that NOX is installed in.\n  tenant_integrations: the connected tools, without their credentials.\n\nThe audit log\n  audit_log: what was done. Each entry has a hash (SHA-256) that chains it to the one before (sequence).\n  audit_head: the last entry of the chain.\n\nMonitoring\n  cluster_watches: the clusters that are watched. incidents, incident_steps: incidents and their course. alert_channels: where alerts go. alert_messages: where those that were sent stand in Slack. silences: what NOX keeps quiet about.\n  workload_hours, workload_rollouts: the health of the workloads hour by hour, and their rollouts.\n\nTickets and reports\n  tickets, ticket_rules: the tickets opened for incidents, and the rules that open some.\n  report_schedules, report_runs: the reports that are planned, and those that were made.\n\nLeft out: credentials of tools, tokens, hashes of passwords, links of invitations, and what lasts some minutes only. A table that is not named here is more recent than this page.\n',
  'settings.export_under_way': 'An export is under way already. Wait until it is done, then begin again.',
  'settings.delete': 'Delete the space',
  'settings.delete_text':
    'In {days} days its database will be dropped and its keys destroyed: nothing can be recovered. Until then everything works, and you can change your mind right here.',
  'settings.delete_confirm': 'To confirm, write the name of the space: {name}',
  'settings.delete_button': 'Delete this space',
  'settings.delete_wrong': 'What was written is not the name of the space: nothing was done.',
  'settings.delete_planned': 'The deletion is planned',
  'settings.planned': 'This space will be deleted on {after, date, long}.',
  'settings.keep': 'Keep this space',
  'settings.back': 'Back to the settings',
  'settings.receipt': 'Receipt of deletion',
  'settings.receipt_planned':
    'Asked for on {asked, date, long}. The deletion will take place on {after, date, long}.',
  'settings.receipt_done':
    'Asked for on {asked, date, long}. The database was dropped and the keys destroyed on {done, date, long}.',
  'settings.no_receipt': 'This receipt does not exist, or the deletion was cancelled.',
} as const;
