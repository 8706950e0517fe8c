/** What went wrong and what to do about it: one sentence for each error code, and for the reasons they name. */
export const errors = {
  'error.bad_input': '{reason}',
  'error.unknown_command':
    'Je ne connais pas « {given} ».{suggestion, select, none {} other { Vouliez-vous dire « {suggestion} » ?}} Dites « help » pour la liste.',
  'error.missing_argument': 'Il manque « {argument} ». Usage : {usage}',
  'error.forbidden':
    '{role, select, freelance {Seule la personne qui tient cet espace peut faire cela : vous y êtes invité à regarder.} other {Il faut le rôle {role} pour cela. Demandez-le à un administrateur de votre espace.}}',
  'error.foreign_tenant': 'Accès refusé',
  'error.unauthenticated': 'Connectez-vous pour continuer.',
  'error.wrong_credentials': 'L’adresse ou le mot de passe est incorrect.',
  'error.not_found': 'Je ne trouve pas {kind} « {name} ».',
  'error.conflict': '{reason}',
  'error.too_large': 'La demande dépasse {limit} ko.',
  'error.rate_limited':
    'Trop de demandes. Réessayez dans {seconds, plural, one {# seconde} other {# secondes}}.',
  'error.rate_limited_minutes':
    'Trop de demandes. Réessayez dans {minutes, plural, one {# minute} other {# minutes}}.',
  'error.not_connected':
    '{service} n’est pas encore connecté à cet espace. Un administrateur peut le connecter depuis la page Intégrations.',
  'error.integration_not_found': 'Aucun {service} nommé « {name} » n’est connecté. Connectés : {known}.',
  'error.credential_refused': '{service} a refusé ces identifiants : {reason}',
  'error.egress_refused':
    'L’adresse « {host} » est privée ou réservée : NOX ne s’y connecte pas. Donnez une adresse publique, ou demandez à l’exploitant de l’autoriser.',
  'error.kubeconfig_refused':
    'Ce kubeconfig utilise « {field} », que NOX refuse pour votre sécurité. Donnez plutôt {instead}.',
  'error.upstream_auth':
    'L’accès à {service} « {name} » a expiré ou a été révoqué. Un administrateur peut le renouveler dans les intégrations.',
  'error.upstream_scope':
    'L’accès à {service} « {name} » n’a pas la permission « {scope} ». Un administrateur peut l’ajouter, puis renouveler l’accès.',
  'error.upstream_not_found': '{service} ne trouve pas {what}.',
  'error.upstream_invalid': '{service} refuse la demande : {reason}',
  'error.upstream_rate_limited':
    '{service} limite les demandes. Réessayez dans {seconds, plural, one {# seconde} other {# secondes}}.',
  'error.upstream_timeout':
    '{service} « {name} » n’a pas répondu en {seconds, plural, one {# seconde} other {# secondes}}. Réessayez dans un instant.',
  'error.upstream_unreachable':
    '{service} « {name} » est injoignable. Vérifiez son adresse et son réseau, puis réessayez.',
  'error.upstream_failed': '{service} a un problème de son côté (réponse {status}). Réessayez plus tard.',
  'error.action_expired':
    'Ce bouton a déjà servi, a expiré, ou ne vous est pas destiné. Relancez la commande.',
  'error.unavailable': 'NOX est momentanément indisponible. Rien n’a été perdu : réessayez dans un instant.',
  'error.internal':
    'Une erreur est survenue de notre côté (référence {requestId}). Réessayez ; si cela persiste, transmettez cette référence.',
  'egress.bad_url': '« {reason} » n’est pas une adresse valide. Exemple : https://exemple.fr',
  'egress.user_info':
    'L’adresse de « {host} » ne doit pas contenir d’identifiants. Donnez-les dans leur propre champ.',
  'egress.https_only': 'L’adresse de « {host} » doit commencer par https://.',
} as const;
