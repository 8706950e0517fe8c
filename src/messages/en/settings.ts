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
    'Everything that is your NOX space’s.\n\nOne JSON file (UTF-8) for each table of its database: a list of objects, one for each row, one field for each column. Dates are ISO 8601, UTC.\n\ntenant_settings: the space. tenant_users: the people. slack_identities: who they are in Slack. slack_installations: where NOX is installed. tenant_integrations: the connected tools. permission_rules: permissions that were changed. audit_log: the audit log, each entry with the hash that chains it to the one before. incidents, incident_steps, silences, alert_channels, tickets: the watch over clusters.\n\nLeft out: credentials of tools, tokens, hashes of passwords, and what lasts for some minutes only.\n',
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
