/** Sentences about money: the plan, how it stands, what to do. */
export const billing = {
  'help.plan': 'Your plan, what you use of it, and where to pay',
  'billing.plan': 'Plan {plan}',
  'billing.trial_plan': 'Trial, with what the {plan} plan includes',
  'billing.people': '{active, plural, one {# active person} other {# active people}}',
  'billing.seats':
    '{active, plural, one {# active person} other {# active people}}, {billed, plural, one {# seat billed} other {# seats billed}}',
  'billing.what': 'Included',
  'billing.used': 'Used',
  'billing.most': 'At most',
  'billing.unlimited': 'no limit',
  'billing.kind.clusters': 'Clusters',
  'billing.kind.workspaces': 'Slack workspaces',
  'billing.kind.tools': 'GitHub, Jira and Notion integrations',
  'billing.kind.viewers': 'Invited clients',
  'billing.open': 'Choose a plan',
  'billing.manage': 'Manage the subscription',
  'billing.free': 'This installation of NOX bills nothing: everything is included, without limits.',
  'billing.state.trial': 'The trial runs until {until}, without a card.',
  'billing.state.active': 'Up to date. Next payment on {on}.',
  'billing.state.active_now': 'Up to date.',
  'billing.state.ending': 'Up to date. The subscription ends on {until}; you can resume it before then.',
  'billing.lapsed.warned':
    '{why, select, trial {The trial is over.} unpaid {The last payment did not go through.} other {The subscription has ended.}} Unless you act, NOX will only read from {readOnly} on, and will stop watching your clusters on {paused}. Nothing will be deleted.',
  'billing.lapsed.read_only':
    '{why, select, trial {The trial is over.} unpaid {The last payment did not go through.} other {The subscription has ended.}} NOX is read-only, and will stop watching your clusters on {paused}. Nothing will be deleted.',
  'billing.lapsed.paused':
    '{why, select, trial {The trial is over.} unpaid {The last payment did not go through.} other {The subscription has ended.}} NOX is read-only and no longer watches your clusters. Nothing is deleted.',
  'billing.not_watched':
    'The clusters are not being watched at the moment: an administrator of the space can resume that on the Subscription page.',
  'error.payment_required':
    '{why, select, trial {The trial is over} unpaid {The last payment did not go through} other {The subscription has ended}}: NOX is read-only. {type, select, freelance {You can resume} other {An administrator of the space can resume}} at {page}. Reading and exporting go on working, and nothing is deleted.',
  'error.plan_limit': 'The {plan} plan does not allow another one. Change plans: {page}',
  'billing.limit.clusters':
    'The {plan} plan includes {most, plural, one {# cluster} other {# clusters}}. Remove one, or change plans: {page}',
  'billing.limit.workspaces':
    'The {plan} plan includes {most, plural, one {# Slack workspace} other {# Slack workspaces}}. Take NOX out of one of them, or change plans: {page}',
  'billing.limit.tools':
    'The {plan} plan includes {most, plural, one {# integration} other {# integrations}} of GitHub, Jira or Notion. Remove one, or change plans: {page}',
  'billing.limit.viewers':
    'The {plan} plan includes {most, plural, one {# invited client} other {# invited clients}}. Remove one, or change plans: {page}',
  'billing.no_such_plan.freelance': 'Choose one of the plans “solo”, “pro” or “studio”.',
  'billing.no_such_plan.enterprise': 'Choose one of the plans “team” or “business”.',
  'billing.choose_first': 'Choose a plan first: there is no subscription and no invoice yet.',
  'billing.forged': 'This signature is not Stripe’s, or it is too old.',
  'billing.title': 'Subscription',
  'billing.usage': 'What you use',
  'billing.choices': 'The plans',
  'billing.choose': 'Choose {plan}',
  'billing.current': 'Your current plan',
  'billing.at_stripe':
    'You pay on Stripe’s own pages: NOX neither sees nor keeps a card number. Prices before tax; changes are prorated.',
  'billing.thanks': 'Thank you! Your choice is noted.',
  'web.menu.billing': 'Subscription',
  'billing.stripe_silent': 'Stripe does not answer as expected. Nothing was charged: try again in a moment.',
  'billing.leave': 'Continue at Stripe',
  'billing.leave_text': 'You pay on Stripe’s page. NOX never sees your card.',
  'billing.leave_button': 'Continue',
} as const;
