/** Sentences about money: the plan, how it stands, what to do. */
export const billing = {
  'help.plan': 'Votre formule, ce que vous en utilisez, et où payer',
  'billing.plan': 'Formule {plan}',
  'billing.trial_plan': 'Essai, avec ce que comprend la formule {plan}',
  'billing.people': '{active, plural, one {# personne active} other {# personnes actives}}',
  'billing.seats':
    '{active, plural, one {# personne active} other {# personnes actives}}, {billed, plural, one {# siège facturé} other {# sièges facturés}}',
  'billing.what': 'Compris',
  'billing.used': 'Utilisé',
  'billing.most': 'Au plus',
  'billing.unlimited': 'sans limite',
  'billing.kind.clusters': 'Clusters',
  'billing.kind.workspaces': 'Workspaces Slack',
  'billing.kind.tools': 'Intégrations GitHub, Jira, Notion',
  'billing.kind.viewers': 'Clients invités',
  'billing.open': 'Choisir une formule',
  'billing.manage': 'Gérer l’abonnement',
  'billing.free': 'Cette installation de NOX n’a pas de facturation : tout y est compris, sans limite.',
  'billing.state.trial': 'L’essai court jusqu’au {until}, sans carte bancaire.',
  'billing.state.active': 'À jour. Prochaine échéance le {on}.',
  'billing.state.active_now': 'À jour.',
  'billing.state.ending':
    'À jour. L’abonnement prend fin le {until} ; vous pouvez le reprendre avant cette date.',
  'billing.lapsed.warned':
    '{why, select, trial {L’essai est terminé.} unpaid {Le dernier paiement n’a pas abouti.} other {L’abonnement a pris fin.}} Sans suite de votre part, NOX ne fera plus que lire à partir du {readOnly}, et ne surveillera plus vos clusters à partir du {paused}. Rien ne sera supprimé.',
  'billing.lapsed.read_only':
    '{why, select, trial {L’essai est terminé.} unpaid {Le dernier paiement n’a pas abouti.} other {L’abonnement a pris fin.}} NOX est en lecture seule, et ne surveillera plus vos clusters à partir du {paused}. Rien ne sera supprimé.',
  'billing.lapsed.paused':
    '{why, select, trial {L’essai est terminé.} unpaid {Le dernier paiement n’a pas abouti.} other {L’abonnement a pris fin.}} NOX est en lecture seule et ne surveille plus vos clusters. Rien n’est supprimé.',
  'billing.not_watched':
    'Les clusters ne sont pas surveillés en ce moment : un administrateur de l’espace peut reprendre la surveillance depuis la page Abonnement.',
  'error.payment_required':
    '{why, select, trial {L’essai est terminé} unpaid {Le dernier paiement n’a pas abouti} other {L’abonnement a pris fin}} : NOX est en lecture seule. {type, select, freelance {Vous pouvez reprendre} other {Un administrateur de l’espace peut reprendre}} sur {page}. Lire et exporter restent possibles, et rien n’est supprimé.',
  'error.plan_limit': 'La formule {plan} ne permet pas d’en ajouter. Changez de formule : {page}',
  'billing.limit.clusters':
    'La formule {plan} comprend {most, plural, one {# cluster} other {# clusters}}. Retirez-en un, ou changez de formule : {page}',
  'billing.limit.workspaces':
    'La formule {plan} comprend {most, plural, one {# workspace Slack} other {# workspaces Slack}}. Retirez NOX de l’un d’eux, ou changez de formule : {page}',
  'billing.limit.tools':
    'La formule {plan} comprend {most, plural, one {# intégration} other {# intégrations}} GitHub, Jira ou Notion. Retirez-en une, ou changez de formule : {page}',
  'billing.limit.viewers':
    'La formule {plan} comprend {most, plural, one {# client invité} other {# clients invités}}. Retirez-en un, ou changez de formule : {page}',
  'billing.no_such_plan.freelance': 'Choisissez l’une des formules « solo », « pro » ou « studio ».',
  'billing.no_such_plan.enterprise': 'Choisissez l’une des formules « team » ou « business ».',
  'billing.choose_first': 'Choisissez d’abord une formule : il n’y a encore ni abonnement ni facture.',
  'billing.forged': 'Cette signature n’est pas celle de Stripe, ou elle est trop ancienne.',
  'billing.title': 'Abonnement',
  'billing.usage': 'Ce que vous utilisez',
  'billing.choices': 'Les formules',
  'billing.choose': 'Choisir {plan}',
  'billing.current': 'Votre formule actuelle',
  'billing.at_stripe':
    'Le paiement se fait sur les pages de Stripe : NOX ne voit ni ne garde aucun numéro de carte. Prix hors taxes, au prorata en cas de changement.',
  'billing.thanks': 'Merci ! Votre choix est enregistré.',
  'web.menu.billing': 'Abonnement',
  'billing.stripe_silent':
    'Stripe ne répond pas comme attendu. Rien n’a été débité : réessayez dans un instant.',
  'billing.leave': 'Continuer chez Stripe',
  'billing.leave_text': 'Le paiement se fait sur la page de Stripe. NOX ne voit jamais votre carte.',
  'billing.leave_button': 'Continuer',
} as const;
