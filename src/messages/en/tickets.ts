/** Sentences of tickets: the commands, and what is written into Jira and GitHub. */
export const tickets = {
  'ticket.ticket': 'Ticket',
  'ticket.help.list': 'The rules of automatic tickets, and the latest tickets',
  'ticket.help.rule_add': 'Opens a ticket by itself for these incidents',
  'ticket.help.rule_remove': 'Removes a rule; its tickets stay',
  'ticket.parameter.rule': 'severity [cluster[/namespace]] to PROJECT|owner/repo [after 30m]',
  'ticket.rule_count':
    '{count, plural, =0 {No ticket is opened by itself} one {# rule opens tickets by itself} other {# rules open tickets by themselves}}',
  'ticket.rule_after': '{minutes, plural, =0 {at once} other {after {duration} unattended}}',
  'ticket.rule_added':
    'Rule no. {id}: for incidents that are “{severity}” or worse on {scope}, a ticket is opened in {place} {minutes, plural, =0 {at once} other {after {duration} unattended}}.',
  'ticket.rule_removed': 'Rule no. {id} is removed. Tickets that are open stay.',
  'ticket.latest': 'Latest tickets',
  'ticket.how_to':
    'To add a rule: tickets rule add critical prod/payments to PAY after 30m. By hand: incident 12 ticket to PAY.',
  'ticket.bad_rule':
    'I did not understand this rule. Say for example “tickets rule add critical prod/payments to PAY after 30m”, or “tickets rule add high to acme/web” (severities: info, warning, high, critical; seven days of waiting at most).',
  'ticket.bad_after':
    '“{after}” is no duration that I understand. Say for example “after 30m”, “after 1h30” or “after 2 days” (seven days at most).',
  'ticket.bad_place':
    'Say where to open the ticket: a Jira project or a GitHub repository, for example “incident 12 ticket to PAY” or “incident 12 ticket to acme/web”.',
  'ticket.no_tool': 'Neither Jira nor GitHub is connected to this space: connect one, then try again.',
  'ticket.where': 'Where should the ticket be opened?',
  'ticket.opened': 'The ticket of incident no. {id} is open.',
  'ticket.opened_after':
    'The ticket of incident no. {id} is open. The incident is resolved: this ticket is for what is left to do, NOX will not close it.',
  'ticket.there_already': 'Incident no. {id} has its ticket already.',
  'ticket.on_its_way':
    'The ticket of incident no. {id} is asked for in {place}: as soon as it is open, the alert links to it.',
  'ticket.not_opened':
    'The ticket of incident no. {id} could not be opened in {place}. The incident’s course says why.',
  'ticket.state.wanted': 'being opened',
  'ticket.state.open': 'open',
  'ticket.state.closed': 'closed',
  'ticket.state.left': 'left to the team',
  'ticket.state.failed': 'not opened',
  'ticket.state.gone': 'not found',
  'kind.ticket_rule': 'the rule',
  'incident.button.ticket': 'Open a ticket',
  'incident.step.ticket_opened': 'Ticket opened: {detail}.',
  'incident.step.ticket_failed': 'The ticket could not be opened: {detail}',
  'incident.step.ticket_gone':
    'The ticket {detail} is not there any more: it was deleted, or NOX may no longer see it. NOX opens no other by itself; if you need one: “Open a ticket”.',
  'incident.step.ticket_stuck': 'NOX could not bring the ticket up to date: {detail}',
  'incident.course.ticket_opened': 'ticket opened: {detail}',
  'incident.course.ticket_failed': 'ticket not opened: {detail}',
  'incident.course.ticket_gone': 'ticket {detail} not found',
  'incident.course.ticket_stuck': 'ticket not brought up to date: {detail}',
  'ticket.body.intro': 'NOX opened this ticket for incident no. {id}.',
  'ticket.body.slack': 'In Slack: {url}',
  'ticket.body.footer':
    'NOX comments on this ticket when the incident changes, and closes it when it is resolved. What you change here stays as you put it.',
  'ticket.body.footer_after':
    'The incident is resolved: this ticket is for what is left to do. NOX leaves it to the team and will not close it.',
  'ticket.comment': 'Incident no. {id}, {at}: {text}',
  'ticket.again': 'The same condition is back since {at}: incident no. {id}.',
} as const;
