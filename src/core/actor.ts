import type { Locale } from './locale.ts';
import type { Role, TenantType } from './roles.ts';

/** A tenant, as everything beyond the doors knows it. */
export interface Tenant {
  readonly id: number;
  readonly type: TenantType;
  readonly name: string;
  readonly locale: Locale;
  /** IANA zone, such as Europe/Paris. */
  readonly timeZone: string;
}

/** Who acts: a person of the tenant. `surface` says by which way in. */
export interface Actor {
  readonly userId: number;
  readonly name: string;
  readonly role: Role;
  readonly locale: Locale;
  readonly timeZone: string;
  /** A guest who reaches some integrations alone, by id; absent: all. */
  readonly only?: readonly number[];
  readonly surface: 'slack' | 'api' | 'web';
  /** Slack's own ids of this person, where they speak through Slack. */
  readonly slack?: { readonly teamId: string; readonly userId: string; readonly channelId: string };
}
