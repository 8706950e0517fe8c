import { z } from 'zod';
import type { Clock } from '../core/clock.ts';
import { integrationTypes } from '../core/integration.ts';
import type { IntegrationType } from '../core/integration.ts';
import { tenantTypes } from '../core/roles.ts';
import type { ControlDatabase } from '../database/control/database.ts';
import { createBrowserStates } from './browser-states.ts';
import type { BrowserStates } from './browser-states.ts';
import type { InstallIntent, InstallStates } from './slack-onboarding.ts';

const installIntent = z.strictObject({
  type: z.enum(tenantTypes),
  tenantId: z.int().optional(),
  userId: z.int().optional(),
}) as z.ZodType<InstallIntent>;

/** Install flows' beginnings. */
export function createInstallStates(control: ControlDatabase, clock: Clock): InstallStates {
  return createBrowserStates(control, clock, installIntent);
}

/** What a sign-in through Slack was begun with: the nonce that its answer must carry, and where to go afterwards. */
export interface SignInIntent {
  readonly nonce: string;
  readonly next: string;
}

export type SignInStates = BrowserStates<SignInIntent>;

/** Beginnings of signing in with Slack. */
export function createSignInStates(control: ControlDatabase, clock: Clock): SignInStates {
  return createBrowserStates(control, clock, z.strictObject({ nonce: z.string(), next: z.string() }));
}

/** What connecting a tool by consent was begun with: which kind, for whom, and which integration is renewed by it. */
export interface ConnectIntent {
  readonly connect: IntegrationType;
  readonly tenantId: number;
  readonly userId: number;
  readonly renews?: number | undefined;
}

export type ConnectStates = BrowserStates<ConnectIntent>;

/** Beginnings of connecting a tool by consent. */
export function createConnectStates(control: ControlDatabase, clock: Clock): ConnectStates {
  const intent = z.strictObject({
    connect: z.enum(integrationTypes),
    tenantId: z.int(),
    userId: z.int(),
    renews: z.int().optional(),
  });
  return createBrowserStates(control, clock, intent);
}
