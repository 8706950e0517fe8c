/** What went wrong and what to do about it: one sentence for each error code, and for the reasons they name. */
export const errors = {
  'error.bad_input': '{reason}',
  'error.unknown_command':
    'I do not know “{given}”.{suggestion, select, none {} other { Did you mean “{suggestion}”?}} Say “help” for the list.',
  'error.missing_argument': '“{argument}” is missing. Usage: {usage}',
  'error.forbidden':
    '{role, select, freelance {Only the person who runs this space may do this: you are invited to look.} other {This needs the role {role}. Ask an administrator of your space for it.}}',
  'error.foreign_tenant': 'Accès refusé',
  'error.unauthenticated': 'Sign in to continue.',
  'error.wrong_credentials': 'The address or the password is wrong.',
  'error.not_found': 'I cannot find {kind} “{name}”.',
  'error.conflict': '{reason}',
  'error.too_large': 'The request is larger than {limit} kB.',
  'error.rate_limited':
    'Too many requests. Try again in {seconds, plural, one {# second} other {# seconds}}.',
  'error.rate_limited_minutes':
    'Too many requests. Try again in {minutes, plural, one {# minute} other {# minutes}}.',
  'error.not_connected':
    '{service} is not connected to this space yet. An administrator can connect it on the Integrations page.',
  'error.integration_not_found': 'No {service} named “{name}” is connected. Connected: {known}.',
  'error.credential_refused': '{service} refused these credentials: {reason}',
  'error.egress_refused':
    'The address “{host}” is private or reserved: NOX does not connect to it. Give a public address, or ask the operator to allow it.',
  'error.kubeconfig_refused':
    'This kubeconfig uses “{field}”, which NOX refuses for your safety. Give {instead} instead.',
  'error.upstream_auth':
    'The access to {service} “{name}” has expired or was revoked. An administrator can renew it under integrations.',
  'error.upstream_scope':
    'The access to {service} “{name}” lacks the permission “{scope}”. An administrator can add it, then renew the access.',
  'error.upstream_not_found': '{service} cannot find {what}.',
  'error.upstream_invalid': '{service} refuses the request: {reason}',
  'error.upstream_rate_limited':
    '{service} is limiting requests. Try again in {seconds, plural, one {# second} other {# seconds}}.',
  'error.upstream_timeout':
    '{service} “{name}” did not answer within {seconds, plural, one {# second} other {# seconds}}. Try again in a moment.',
  'error.upstream_unreachable':
    '{service} “{name}” cannot be reached. Check its address and network, then try again.',
  'error.upstream_failed': '{service} has a problem of its own (answer {status}). Try again later.',
  'error.action_expired':
    'This button was already used, has expired, or is not yours. Run the command again.',
  'error.unavailable': 'NOX is unavailable for a moment. Nothing was lost: try again shortly.',
  'error.internal':
    'Something went wrong on our side (reference {requestId}). Try again; if it persists, pass on this reference.',
  'egress.bad_url': '“{reason}” is not a valid address. Example: https://example.com',
  'egress.user_info': 'The address of “{host}” must not contain credentials. Give them in their own field.',
  'egress.https_only': 'The address of “{host}” must start with https://.',
} as const;
