import type { Sessions } from '../../access/sessions.ts';
import type { SignIn } from '../../access/sign-in.ts';
import type { SlackIdentities } from '../../access/slack-identity.ts';
import type { SlackLinks } from '../../access/slack-links.ts';
import type { Runner } from '../../commands/contracts/runner.ts';
import type { Clock } from '../../core/clock.ts';
import type { Locale } from '../../core/locale.ts';
import type { Translate } from '../../messages/translate.ts';
import type { EventInbox } from '../../tenancy/event-inbox.ts';
import type { SlackInstallations } from '../../tenancy/slack-installations.ts';
import type { SlackVisits } from '../../tenancy/slack-visits.ts';
import type { SignInStates } from '../../tenancy/install-states.ts';
import type { InstallStates, SlackOnboarding } from '../../tenancy/slack-onboarding.ts';

/** The logger, as far as this surface needs it: ids and error codes, never words. */
export interface SlackLog {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** What the Slack surface is put together from. */
export interface SlackDependencies {
  readonly config: {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly signingSecret: string;
    readonly appToken: string | undefined;
    readonly apiUrl: string | undefined;
    readonly publicUrl: string;
  };
  readonly installations: SlackInstallations;
  readonly visits: SlackVisits;
  readonly states: InstallStates;
  readonly signInStates: SignInStates;
  readonly onboarding: SlackOnboarding;
  readonly identities: SlackIdentities;
  readonly links: SlackLinks;
  readonly inbox: EventInbox;
  readonly runner: Runner;
  readonly sessions: Sessions;
  readonly signIn: Pick<SignIn, 'enterBySlack'>;
  readonly messages: (locale: Locale) => Translate;
  readonly log: SlackLog;
  readonly clock: Clock;
}
