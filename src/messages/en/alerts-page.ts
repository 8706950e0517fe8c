/** Sentences of the page on which people choose where alerts go. */
export const alertsPage = {
  'alerts.page.title': 'Alerts',
  'alerts.page.lead':
    'The Slack channel in which NOX says that something is wrong: for all clusters, for one, or for one namespace.',
  'alerts.page.open': 'Choose the channels',
  'alerts.page.scope': 'Alerts of',
  'alerts.page.channel': 'Channel',
  'alerts.page.actions': 'Actions',
  'alerts.page.rest': 'everything else',
  'alerts.page.direct': 'in a direct message',
  'alerts.page.direct_text': 'to the person who installed NOX, as long as no channel is chosen',
  'alerts.page.not_seen': 'NOX no longer sees this channel',
  'alerts.page.test': 'Send a test',
  'alerts.page.remove': 'Remove',
  'alerts.page.choose': 'Choose a channel',
  'alerts.page.namespace': 'Namespace',
  'alerts.page.namespace_help': 'Optional, and with a cluster only. Leave it empty for the whole cluster.',
  'alerts.page.bind': 'Send these alerts to this channel',
  'alerts.page.how':
    'Only channels that NOX was invited to stand here. To add one: /invite @NOX in the channel, then load this page again. In the channel itself, “alerts here” does the same.',
  'alerts.page.no_channel':
    'NOX is in no channel yet. In the one of your choice, type /invite @NOX, then come back.',
  'alerts.page.again': 'Look again',
  'alerts.page.no_slack': 'NOX is installed in no Slack: it has nowhere to tell yet.',
  'alerts.page.silent':
    'Slack did not answer for: {places}. Their channels are missing below; load the page again in a moment.',
  'alerts.page.shared': '{name} (shared with another organisation)',
  'alerts.page.choose_channel': 'Choose a channel of the list: NOX is no longer, or not yet, in that one.',
  'alerts.page.bad_namespace':
    'A namespace is written in small letters, digits and hyphens, such as “payments”, and chosen together with its cluster.',
  'alerts.page.was_not_bound': 'No channel was chosen for that.',
  'alerts.page.invite_first':
    'NOX is not in that channel. Type /invite @NOX there, then try again. Nothing was changed.',
  'alerts.page.cannot_say': 'Slack does not let NOX write in that channel ({code}). Nothing was changed.',
  'alerts.page.done.bound': 'Noted: NOX has just said so in the channel.',
  'alerts.page.done.unbound': 'Removed: these alerts go from now on where the others go.',
  'alerts.page.done.tested': 'The test is on its way: look in Slack.',
} as const;
