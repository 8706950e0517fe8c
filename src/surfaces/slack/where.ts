import type { SlackKey } from '../../tenancy/slack-installations.ts';

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
    return key(body.enterprise_id, body.team_id, body.is_enterprise_install === 'true');
  }
  const view = body.view as SlackBody | undefined;
  const team = view?.app_installed_team_id ?? idOf(body.team);
  return key(
    idOf(body.enterprise),
    team,
    body.is_enterprise_install === true || body.is_enterprise_install === 'true',
  );
}

function ofEvent(body: SlackBody): SlackKey {
  const [authorization] = (body.authorizations as SlackBody[] | undefined) ?? [];
  return key(
    authorization?.enterprise_id ?? body.enterprise_id,
    authorization?.team_id ?? body.team_id,
    authorization?.is_enterprise_install === true,
  );
}

function key(enterprise: unknown, team: unknown, isEnterpriseInstall: boolean): SlackKey {
  return { enterpriseId: text(enterprise), teamId: text(team), isEnterpriseInstall };
}

/** A non-empty string, or undefined. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The `id` of an object such as `team`, `user` or `channel`. */
export function idOf(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null ? text((value as SlackBody).id) : undefined;
}
