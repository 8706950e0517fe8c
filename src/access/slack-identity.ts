import type { Actor, Tenant } from '../core/actor.ts';

/** What Slack says of the person who speaks or clicks. */
export interface SlackPerson {
  readonly slackUserId: string;
  /** The person's home team (their own, not the channel's). */
  readonly homeTeamId: string;
  readonly homeEnterpriseId: string | undefined;
  readonly channelId: string;
}

/** What `users.info` adds when a person is met for the first time (or again after a day). */
export interface SlackProfile {
  readonly name: string;
  /** Slack's locale tag. */
  readonly locale: string | undefined;
  readonly timeZone: string | undefined;
  /** Single- or multi-channel guest. */
  readonly isGuest: boolean;
  /** From another organisation (Slack Connect), a bot, or deleted. */
  readonly isOutsider: boolean;
  readonly homeTeamId: string;
  readonly homeEnterpriseId: string | undefined;
}

export type Identified =
  | { readonly kind: 'actor'; readonly actor: Actor; readonly tenant: Tenant }
  /** `outsider`: another organisation; `uninvited`: freelance tenant, not invited (`owner` says whom to ask); `removed`: deactivated. */
  | { readonly kind: 'refused'; readonly reason: 'outsider' | 'uninvited' | 'removed'; readonly owner: string | undefined; readonly tenant: Tenant };

/** Who is it, for the tenant. */
export interface SlackIdentities {
  /**
   * The person's actor. Enterprise members are made users at first contact (`developer`, guests `viewer`); in a freelance
   * tenant only the owner and invited people are served. `profile` is called only when the person is not known yet
   * or known since more than a day; a person whose home is neither the installation's workspace nor its organisation is refused.
   */
  identify(tenantId: number, person: SlackPerson, profile: () => Promise<SlackProfile>): Promise<Identified>;
}
