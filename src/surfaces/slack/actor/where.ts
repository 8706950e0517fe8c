import type { SlackKey } from '../../../tenancy/slack-installations.ts';

/** A Slack request's body, as far as NOX reads it. */
export type SlackBody = Readonly<Record<string, unknown>>;

/**
 * Which installation a request belongs to, by the kind of payload (https://docs.slack.dev: authorizations of events,
 * `is_enterprise_install` of commands is a string, `team` of interactivity is null on org-wide installs). The acting
 * person's own team is never taken: in a shared channel it may be another company's.
 */
export function whereOf(body: SlackBody): SlackKey {
  if (body.type === 'event_callback') return ofEvent(body);
  if (typeof body.command === 'string') {
    return key(body.enterprise_id, body.team_id, body.is_enterprise_install);
  }
  const view = objectOf(body.view);
  const team = text(view?.app_installed_team_id) ?? idOf(body.team);
  return key(idOf(body.enterprise), team, body.is_enterprise_install);
}

function ofEvent(body: SlackBody): SlackKey {
  const all = Array.isArray(body.authorizations) ? (body.authorizations as unknown[]) : [];
  const authorization = objectOf(all[0]);
  return key(
    authorization?.enterprise_id ?? body.enterprise_id,
    authorization?.team_id ?? body.team_id,
    authorization ? authorization.is_enterprise_install : body.is_enterprise_install,
  );
}

function key(enterprise: unknown, team: unknown, orgWide: unknown): SlackKey {
  return {
    enterpriseId: text(enterprise),
    teamId: text(team),
    isEnterpriseInstall: orgWide === true || orgWide === 'true',
  };
}

/** A non-empty string, or undefined. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** An object, or undefined. */
export function objectOf(value: unknown): SlackBody | undefined {
  return typeof value === 'object' && value !== null ? (value as SlackBody) : undefined;
}

/** The `id` of an object such as `team`, `user` or `channel`. */
export function idOf(value: unknown): string | undefined {
  return text(objectOf(value)?.id);
}
