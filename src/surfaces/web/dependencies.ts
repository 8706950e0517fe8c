import type { z } from 'zod';
import type { Sessions } from '../../access/sessions.ts';
import type { SlackLinks } from '../../access/slack-links.ts';
import type { PasswordResets } from '../../access/password-resets.ts';
import type { SignIn } from '../../access/sign-in.ts';
import type { Toolbox } from '../../commands/tools/toolbox.ts';
import type { Announcer, JoinedChannels } from '../../core/announce.ts';
import type { Billing } from '../../core/billing.ts';
import type { Mailer } from '../../core/mail.ts';
import type { Actor, Tenant } from '../../core/actor.ts';
import type { Integration } from '../../core/integration.ts';
import type { TenantDatabases } from '../../tenancy/doors.ts';
import type { Messages } from '../../messages/translate.ts';
import type { Clock } from '../../core/clock.ts';
import type { Deletions } from '../../tenancy/deletion.ts';
import type { Invitations } from '../../tenancy/invitations.ts';
import type { Accounts } from '../../tenancy/accounts.ts';
import type { ConnectStates } from '../../tenancy/install-states.ts';
import type { SlackInstallations } from '../../tenancy/slack-installations.ts';
import type { WebLimits } from './limits.ts';

type By = { readonly tenant: Tenant; readonly actor: Actor; readonly requestId: string };

/** Slack workspaces joined by their tokens and left again: the Slack surface's work, handed in by the composition root. */
export interface SlackByHand {
  /** What `connect` takes. */
  readonly body: z.ZodType;
  connect(by: By, body: unknown): Promise<{ readonly label: string }>;
  /** @param id the workspace's or organisation's Slack id */
  disconnect(by: By, id: string): Promise<{ readonly label: string }>;
  /** The channels that the tenant's NOX was invited to. */
  channels(tenantId: number): Promise<JoinedChannels>;
  readonly announcer: Announcer;
}

export interface WebDependencies {
  readonly accounts: Accounts;
  readonly invitations: Invitations;
  /** Absent where no mail server is configured: links are shown to be copied. */
  readonly mail: Mailer | undefined;
  readonly clock: Clock;
  readonly deletions: Deletions;
  readonly signIn: SignIn;
  readonly passwordResets: PasswordResets;
  readonly sessions: Sessions;
  readonly slackLinks: SlackLinks;
  /** Where people reach NOX, without a slash at the end. */
  readonly publicUrl: string;
  readonly billing: Billing;
  readonly databases: TenantDatabases;
  readonly toolbox: Toolbox;
  /** Beginnings of connecting by consent. */
  readonly connectStates: ConnectStates;
  readonly installations: SlackInstallations;
  /** Absent where Slack is not configured. */
  readonly slack: SlackByHand | undefined;
  readonly messages: Messages;
  /** Whom people write to who need help; absent where the operator names nobody. */
  readonly supportEmail: string | undefined;
  readonly limits: Partial<WebLimits>;
  /** Reports a fault of ours: ids and the error, never a body. */
  readonly fault: (fields: { readonly requestId: string; readonly err: unknown }) => void;
}

/** What the API shows of a connected tool: never its secret. */
export type ShownIntegration = Omit<Integration, 'createdAt'> & { readonly createdAt: string };
