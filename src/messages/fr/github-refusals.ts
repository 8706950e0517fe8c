/** What GitHub refuses or does not find, and what is wrong in what was asked. */
export const githubRefusals = {
  'github.reason.bad_token': 'le jeton n’est pas valide',
  'github.reason.requested':
    'un propriétaire de l’organisation doit d’abord approuver l’installation ; choisissez ensuite « Connecter une installation existante ».',
  'github.reason.not_installed':
    'NOX n’est installé sur aucun compte GitHub dont vous êtes propriétaire. Installez-le d’abord.',
  'github.reason.not_owner':
    'vous n’êtes pas propriétaire du compte GitHub sur lequel NOX est installé. Demandez à l’un de ses propriétaires de le connecter.',
  'github.reason.members':
    'l’application de NOX ne peut pas voir à qui appartient une organisation (« Members: read »). Prévenez la personne qui exploite NOX.',
  'github.reason.not_github': 'cette adresse ne répond pas comme l’API de GitHub',
  'github.no_repository': 'Ce jeton GitHub n’atteint aucun dépôt. Un administrateur peut en élargir l’accès.',
  'github.did_you_mean': 'Je ne trouve pas le dépôt « {name} ». Vouliez-vous dire « {nearest} » ?',
  'github.unknown_repository':
    'Je ne trouve pas le dépôt « {name} », ou le jeton n’y a pas accès. « github repos » montre ceux que j’atteins.',
  'github.unreadable':
    'Je ne reconnais pas « {given} ». Écrivez par exemple web, acme/web, web#12, ou collez une adresse de GitHub.',
  'github.other_host':
    'Cette adresse mène à {host}, mais GitHub « {name} » est connecté ailleurs. Nommez le bon compte avec --github.',
  'github.no_open_pull':
    'Aucune pull request ouverte dans {repository}. Donnez un numéro pour une plus ancienne.',
  'github.no_open_issue': 'Aucun ticket ouvert dans {repository}. Donnez un numéro pour un plus ancien.',
  'github.is_issue': '{what} est un ticket, pas une pull request. Essayez « github issue {what} ».',
  'github.is_pull': '{what} est une pull request, pas un ticket. Essayez « github pr {what} ».',
  'github.bad_state': 'Je ne connais pas l’état « {given} ». Dites open, closed, merged ou all.',
  'github.bad_status':
    'Je ne connais pas l’état « {given} ». Dites failure, success, cancelled, running ou queued.',
  'github.bad_login':
    '« {given} » n’est pas un identifiant GitHub. Donnez celui de github.com/…, ou « moi » pour le compte du jeton.',
  'github.bad_run':
    'Je ne reconnais pas l’exécution « {given} ». Donnez son numéro (« github runs »), son adresse, ou « latest ».',
  'github.unknown_label':
    '{repository} n’a pas d’étiquette « {name} ».{nearest, select, none {} other { La plus proche : « {nearest} ».}}',
  'github.not_assignable':
    'GitHub n’a pas assigné {names} à {what} : {count, plural, one {cette personne n’a} other {ces personnes n’ont}} pas accès au dépôt.',
  'github.already_closed': '{what} est déjà fermé.',
  'github.already_open': '{what} est déjà ouvert.',
  'github.pull_over':
    '{what} est déjà {state, select, merged {fusionnée} other {fermée}} : il n’y a plus rien à y faire.',
  'github.own_pull':
    '{what} est de {login}, le compte avec lequel NOX travaille sur GitHub : personne n’approuve sa propre pull request. Quelqu’un d’autre doit l’approuver sur GitHub.',
  'github.head_moved':
    'Du code a été poussé sur {what} depuis la confirmation ({seen}, maintenant {head}). Rien n’a été fusionné : relisez, puis relancez la commande.',
  'github.one_method': 'Choisissez une seule façon de fusionner : --squash, --rebase ou --merge.',
  'github.method_refused': '{repository} n’autorise pas --{method}. Possible ici : {allowed}.',
  'github.no_workflow': '{repository} n’a aucun workflow GitHub Actions.',
  'github.unknown_workflow': '{repository} n’a pas de workflow « {name} ». Il a : {known}.',
  'github.no_run': 'Aucune exécution terminée à relancer dans {repository}.',
  'github.rate_limited':
    '{service} limite les demandes. Réessayez dans {minutes, plural, one {# minute} other {# minutes}}.',
  'github.sso':
    'L’organisation exige l’authentification unique (SSO) pour le jeton de GitHub « {name} ». Son propriétaire peut l’autoriser dans les réglages de GitHub.',
  'github.no_right':
    'Le compte derrière GitHub « {name} » n’a pas le droit de faire cela dans {what}. Un administrateur du dépôt peut le lui donner.',
  'github.app.uninstalled':
    'L’application de NOX a été désinstallée de GitHub. Un administrateur peut la réinstaller depuis les intégrations.',
  'github.app.suspended':
    'L’application de NOX est suspendue sur GitHub. Un propriétaire du compte GitHub peut la réactiver dans les réglages du compte, sous « GitHub Apps » ; NOX reprend alors de lui-même.',
  'github.app.key_refused':
    'GitHub n’accepte pas la clé de l’application de ce NOX. Les personnes qui exploitent NOX doivent la renouveler ; votre connexion peut rester telle quelle.',
  'github.app.other':
    'GitHub « {name} » a été connecté par une autre application que celle de ce NOX. Un administrateur peut le reconnecter depuis les intégrations.',
  'github.refused.head_moved':
    'Du code a été poussé sur {what} entre-temps. Rien n’a été fusionné : relisez, puis relancez la commande.',
  'github.refused.base_moved': 'La branche de base de {what} vient de changer. Relancez la commande.',
  'github.refused.conflicts':
    '{what} est en conflit avec sa branche de base : les conflits sont à résoudre d’abord.',
  'github.refused.draft': 'C’est un brouillon : il faut d’abord le déclarer prêt sur GitHub.',
  'github.refused.method':
    'Ce dépôt n’autorise pas cette façon de fusionner. Essayez --squash, --rebase ou --merge.',
  'github.refused.merge_queue': 'Cette branche passe par la file de fusion : ajoutez-y {what} sur GitHub.',
  'github.refused.own_pull':
    'GitHub ne laisse pas approuver sa propre pull request : le jeton est à son auteur.',
  'github.refused.review_required': 'Il manque une relecture exigée avant de fusionner {what}.',
  'github.refused.checks_required':
    'Les contrôles exigés ne sont pas tous réussis pour {what}. « github pr {what} » les montre.',
  'github.refused.conversations': 'Des discussions de {what} restent à résoudre avant de fusionner.',
  'github.refused.archived': 'Ce dépôt est archivé : il ne se lit plus qu’en lecture seule.',
  'github.refused.protected': 'Les règles de protection de la branche l’interdisent pour {what}.',
  'github.refused.not_mergeable':
    'GitHub dit que {what} ne peut pas être fusionnée en l’état. « github pr {what} » montre ce qui manque.',
  'github.refused.no_dispatch':
    'Ce workflow ne se lance pas à la main : il lui faut « workflow_dispatch » dans son fichier, sur cette branche.',
  'github.refused.workflow_disabled':
    'Ce workflow est désactivé. Il se réactive dans l’onglet Actions de GitHub.',
  'github.refused.no_ref': 'Cette branche, ce tag ou ce commit n’existe pas dans le dépôt. Vérifiez son nom.',
  'github.refused.input_missing': 'Ce workflow attend une valeur pour « {input} » : ajoutez {input}=…',
  'github.refused.input_unknown': 'Ce workflow ne connaît pas « {input} ». Retirez-le, ou vérifiez son nom.',
  'github.refused.input_value': 'La valeur de « {input} » n’est pas parmi celles que ce workflow accepte.',
  'github.refused.rerun_too_old':
    'Cette exécution est trop ancienne : GitHub n’en relance plus après un mois.',
  'github.refused.still_running': 'Cette exécution n’est pas terminée : attendez sa fin pour la relancer.',
  'github.refused.nothing_failed':
    'Rien n’a échoué dans cette exécution. Retirez --failed pour tout relancer.',
  'github.refused.issues_disabled': 'Les tickets sont désactivés dans ce dépôt.',
  'github.refused.deleted': '{what} a été supprimé.',
  'github.refused.locked': 'La discussion de {what} est verrouillée.',
  'github.refused.too_quickly': 'GitHub demande de ralentir. Réessayez dans une minute.',
  'github.refused.empty': 'Ce dépôt est encore vide.',
  'github.refused.tag_exists': 'Une release de ce tag existe déjà. « github releases » la montre.',
  'github.refused.bad_tag': 'Ce nom de tag n’est pas valide pour Git.',
  'github.refused.field':
    'GitHub refuse « {field} » : {code, select, missing {ce n’existe pas} missing_field {il manque} already_exists {cela existe déjà} other {la valeur ne convient pas}}.',
  'github.refused.conflict': 'L’état a changé entre-temps sur GitHub. Relancez la commande.',
  'github.refused.gone': 'Ce n’est plus disponible sur GitHub.',
  'github.refused.unexplained': 'GitHub refuse cette demande. Vérifiez les noms et les valeurs.',
} as const;
