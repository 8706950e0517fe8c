import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { NoxError } from '../../core/errors.ts';
import { serviceNames } from '../../core/integration.ts';
import type { Integration } from '../../core/integration.ts';
import { findSealedConfiguration, listIntegrations } from '../../database/tenant/integrations.ts';
import { addPendingConsent, takePendingConsent } from '../../database/tenant/pending-consents.ts';
import type { TenantDatabase } from '../../database/tenant-databases.ts';
import type { Consent, ConsentAnswer, ConsentRequest, Offer } from '../../integrations/provider.ts';
import { consentOf, readConfiguration } from '../../integrations/providers.ts';
import type { ProvidedType } from '../../integrations/providers.ts';
import { auditRefusal } from './audit-tool.ts';
import { findTool, mustManage } from './change-tool.ts';
import type { ToolKeeper } from './change-tool.ts';
import { keepTool } from './keep-tool.ts';
import { environmentOf, placeOf } from './toolbox.ts';
import type { Toolbox } from './toolbox.ts';

/** What came of a consent: a tool, or the question which of several things to connect. */
export type Consented =
  | { readonly kind: 'connected'; readonly tool: Integration }
  | { readonly kind: 'choose'; readonly id: string; readonly labels: readonly string[] };

const timeoutMs = 20_000;
const lifetimeMs = 10 * 60_000;
const kept = z.object({
  renews: z.int().optional(),
  offers: z.array(z.object({ label: z.string(), configuration: z.unknown() })),
});

/** Whether a kind can be connected by consent here. */
export function offersConsent(type: ProvidedType, { environment }: Toolbox): boolean {
  return consentOf(type, environment) !== undefined;
}

/**
 * Where to send somebody who connects a tool by consent, or renews one (`renews`: its id). Errors: `forbidden`,
 * `not_found` where the kind is not connected so, or the tool is not there; `plan_limit`, `payment_required` and
 * `conflict` where there is no room for one more: it is told before the person goes.
 */
export async function beginConsent(
  by: ToolKeeper,
  toolbox: Toolbox,
  type: ProvidedType,
  renews: number | undefined,
  request: ConsentRequest,
): Promise<URL> {
  mustManage(by);
  const consent = offered(type, toolbox);
  if (renews !== undefined) await findTool(by.database, renews);
  else await mustHaveRoom(by, toolbox, type);
  return consent.askAt(request, toolbox.environment);
}

/**
 * Takes in what a service sent somebody back with who agreed: connects what was allowed, once it was tried. The thing
 * that an integration reaches already renews that integration. Where several things were allowed, the person chooses,
 * within ten minutes.
 * Errors: those of `connectTool`, and `conflict` where what was allowed is not what the renewed integration reaches.
 */
export async function finishConsent(
  by: ToolKeeper,
  toolbox: Toolbox,
  type: ProvidedType,
  renews: number | undefined,
  answer: ConsentAnswer,
): Promise<Consented> {
  mustManage(by);
  const consent = offered(type, toolbox);
  return auditRefusal(by, `integrations connect ${type}`, type, async () => {
    const now = toolbox.clock.now();
    const signal = AbortSignal.timeout(timeoutMs);
    const offers = await consent.finish(answer, toolbox.environment, signal, now);
    const among = renews === undefined ? offers : await reaching(by, toolbox, type, consent, renews, offers);
    const [only, second] = among;
    if (!only) throw new NoxError('upstream_failed', { service: serviceNames[type], status: 200 });
    if (!second)
      return { kind: 'connected', tool: await connectOffer(by, toolbox, type, consent, renews, only) };
    const id = randomBytes(16).toString('base64url');
    const row = {
      id,
      userId: by.actor.userId,
      integrationType: type,
      offers: await toolbox.sealing.seal(waitingPlace(by.database, id), { renews, offers: among }),
      expiresAt: new Date(now.getTime() + lifetimeMs),
    };
    await addPendingConsent(by.database, row, now);
    return { kind: 'choose', id, labels: among.map(({ label }) => label) };
  });
}

/**
 * Connects the one that the person chose, counted from 0. Errors: `action_expired` for another person, a second choice
 * or after ten minutes; else as `finishConsent`.
 */
export async function chooseOffer(
  by: ToolKeeper,
  toolbox: Toolbox,
  type: ProvidedType,
  id: string,
  choice: number,
): Promise<Integration> {
  mustManage(by);
  const consent = offered(type, toolbox);
  const row = await takePendingConsent(by.database, id, by.actor.userId, toolbox.clock.now());
  const opened = row && (await toolbox.sealing.unseal(waitingPlace(by.database, id), row.offers));
  const { offers = [], renews } = opened ? kept.parse(opened) : {};
  const offer = row?.integrationType === type ? offers[choice] : undefined;
  if (!offer) throw new NoxError('action_expired', {}, { sentence: 'consent.expired.text' });
  const { label, configuration } = offer;
  return auditRefusal(by, `integrations connect ${type}`, type, () =>
    connectOffer(by, toolbox, type, consent, renews, {
      label,
      configuration: readConfiguration(type, configuration),
    }),
  );
}

function offered(type: ProvidedType, { environment }: Toolbox): Consent<unknown> {
  const consent = consentOf(type, environment);
  if (!consent) throw new NoxError('not_found', {}, { sentence: 'web.no_such_page' });
  return consent;
}

async function mustHaveRoom(
  { database, tenant }: ToolKeeper,
  toolbox: Toolbox,
  type: ProvidedType,
): Promise<void> {
  const [room, all] = await Promise.all([toolbox.room(tenant.id), listIntegrations(database)]);
  if (tenant.type === 'enterprise' && type !== 'k8s' && all.some((each) => each.type === type))
    throw new NoxError('conflict', { service: serviceNames[type] }, { sentence: 'tools.only_one' });
  const kind = type === 'k8s' ? 'clusters' : 'tools';
  const alike = all.filter((each) => (each.type === 'k8s') === (type === 'k8s'));
  if (alike.length >= room.limits[kind]) throw room.refuse(kind);
}

/** Of what was allowed, what the integration to renew reaches; everything where that is not known. */
async function reaching(
  { database }: ToolKeeper,
  toolbox: Toolbox,
  type: ProvidedType,
  consent: Consent<unknown>,
  renews: number,
  offers: readonly Offer<unknown>[],
): Promise<readonly Offer<unknown>[]> {
  const tool = await findTool(database, renews);
  const place = await placeReached(database, toolbox, type, consent, renews);
  if (place === undefined) return offers;
  const same = offers.filter(({ configuration }) => consent.placeOf(configuration) === place);
  if (same.length > 0) return same;
  const label = offers.map((each) => each.label).join(', ');
  throw new NoxError(
    'conflict',
    { name: tool.name, label: label.slice(0, 200), service: serviceNames[type] },
    { sentence: 'consent.other_place' },
  );
}

async function connectOffer(
  by: ToolKeeper,
  toolbox: Toolbox,
  type: ProvidedType,
  consent: Consent<unknown>,
  renews: number | undefined,
  { configuration }: Offer<unknown>,
): Promise<Integration> {
  const room = await toolbox.room(by.tenant.id);
  const signal = AbortSignal.timeout(timeoutMs);
  return claimed(by, toolbox, type, consent.claimOf?.(configuration), async () => {
    const environment = environmentOf(toolbox, by.tenant.id);
    const verified = await consent.verify(configuration, environment, signal);
    const known =
      renews ?? (await alreadyReaching(by.database, toolbox, type, consent, verified.configuration));
    return keepTool(by, toolbox, room, type, verified, { renews: known ?? 'none' });
  });
}

/**
 * Connects what one tenant alone may hold: claimed first, so that of two at the same time one gets it; given up again
 * where it then came to nothing.
 */
async function claimed(
  { tenant, database }: ToolKeeper,
  toolbox: Toolbox,
  type: ProvidedType,
  thing: string | undefined,
  work: () => Promise<Integration>,
): Promise<Integration> {
  if (thing === undefined) return work();
  if (!(await toolbox.claims.claim(tenant.id, type, thing)))
    throw new NoxError('conflict', { service: serviceNames[type] }, { sentence: `consent.${type}.taken` });
  try {
    return await work();
  } catch (error) {
    if (!(await isHeld(database, toolbox, type, thing))) await toolbox.claims.release(tenant.id, type, thing);
    throw error;
  }
}

/** Whether an integration of the tenant works with it. */
async function isHeld(
  database: TenantDatabase,
  toolbox: Toolbox,
  type: ProvidedType,
  thing: string,
): Promise<boolean> {
  const consent = consentOf(type, toolbox.environment);
  for (const tool of await listIntegrations(database)) {
    if (tool.type !== type) continue;
    const configuration = await configurationOf(database, toolbox, type, tool.id);
    if (configuration !== undefined && consent?.claimOf?.(configuration) === thing) return true;
  }
  return false;
}

/** The integration that reaches the same thing already. */
async function alreadyReaching(
  database: TenantDatabase,
  toolbox: Toolbox,
  type: ProvidedType,
  consent: Consent<unknown>,
  configuration: unknown,
): Promise<number | undefined> {
  const place = consent.placeOf(configuration);
  if (place === undefined) return undefined;
  for (const tool of await listIntegrations(database)) {
    if (tool.type !== type) continue;
    if ((await placeReached(database, toolbox, type, consent, tool.id)) === place) return tool.id;
  }
  return undefined;
}

async function placeReached(
  database: TenantDatabase,
  toolbox: Toolbox,
  type: ProvidedType,
  consent: Consent<unknown>,
  id: number,
): Promise<string | undefined> {
  const configuration = await configurationOf(database, toolbox, type, id);
  return configuration === undefined ? undefined : consent.placeOf(configuration);
}

async function configurationOf(
  database: TenantDatabase,
  toolbox: Toolbox,
  type: ProvidedType,
  id: number,
): Promise<unknown> {
  const sealed = await findSealedConfiguration(database, id);
  if (!sealed) return undefined;
  return readConfiguration(type, await toolbox.sealing.unseal(placeOf(database, id), sealed));
}

/** Where waiting offers stand: their ciphertext opens there alone. */
function waitingPlace({ tenantId }: TenantDatabase, id: string) {
  return { tenantId, table: 'pending_consents', column: 'offers', row: id };
}
