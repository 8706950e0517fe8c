import { z } from 'zod';
import type { Actor, Tenant } from '../../core/actor.ts';
import { NoxError } from '../../core/errors.ts';
import { serviceNames } from '../../core/integration.ts';
import type { Integration } from '../../core/integration.ts';
import { mayDo } from '../../core/roles.ts';
import { appendAudit } from '../../database/tenant/audit.ts';
import { saveIntegration } from '../../database/tenant/integrations.ts';
import type { TenantDatabase } from '../../database/tenant-databases.ts';
import type { Verified } from '../../integrations/provider.ts';
import { providers } from '../../integrations/providers.ts';
import type { ProvidedType } from '../../integrations/providers.ts';
import { placeOf, toolName } from './toolbox.ts';
import type { Toolbox } from './toolbox.ts';

/** What every kind of tool takes besides its own fields. */
export const toolCommon = z.object({
  name: toolName.optional(),
  protected: z.boolean().optional(),
});

const verifyTimeoutMs = 10_000;

/**
 * Connects a tool: tries the credential against the service, then stores it sealed. The same name again renews it, and keeps
 * its protection unless that is said too.
 * Errors: `forbidden`, `bad_input` (with the fields), `credential_refused`, `egress_refused`, `kubeconfig_refused`,
 * `upstream_*`, `plan_limit`, `payment_required`, `conflict` where an enterprise has one of that kind already (clusters may be several).
 */
export async function connectTool(
  by: {
    readonly database: TenantDatabase;
    readonly tenant: Tenant;
    readonly actor: Actor;
    readonly requestId: string;
  },
  toolbox: Toolbox,
  type: ProvidedType,
  body: Readonly<Record<string, unknown>>,
): Promise<Integration> {
  const { database, tenant, actor, requestId } = by;
  if (!mayDo(actor.role, 'tenant:manage'))
    throw new NoxError('forbidden', { role: tenant.type === 'enterprise' ? 'admin' : 'freelance' });
  const { name, protected: isProtected, ...fields } = body;
  const shared = toolCommon.safeParse({ name, protected: isProtected });
  if (!shared.success) throw new NoxError('bad_input', { field: 'name' }, { sentence: 'tools.bad_name' });
  const record = (target: string, outcome: string) =>
    appendAudit(database, {
      actorId: actor.userId,
      actorName: actor.name,
      surface: actor.surface,
      command: `integrations connect ${type}`,
      target,
      outcome,
      requestId,
    });
  const kind = type === 'k8s' ? 'clusters' : 'tools';
  const room = await toolbox.room(tenant.id);
  let verified: Verified<unknown>;
  try {
    verified = await verify(type, fields, toolbox);
  } catch (error) {
    await record(shared.data.name ?? type, error instanceof NoxError ? error.code : 'internal');
    throw error;
  }
  const stored = await saveIntegration(
    database,
    {
      type,
      name: shared.data.name ?? verified.suggestedName,
      details: verified.details,
      protected: shared.data.protected,
    },
    (id) => toolbox.sealing.seal(placeOf(database, id), verified.configuration),
    { only: tenant.type === 'enterprise' && type !== 'k8s', most: room.limits[kind] },
  );
  if (!stored)
    throw new NoxError('conflict', { service: serviceNames[type] }, { sentence: 'tools.only_one' });
  if (stored === 'full') {
    const refusal = room.refuse(kind);
    await record(shared.data.name ?? type, refusal.code);
    throw refusal;
  }
  if (type === 'k8s') await toolbox.clusters.connected(tenant.id, stored.id);
  await record(stored.name, 'ok');
  return stored;
}

async function verify(
  type: ProvidedType,
  fields: Record<string, unknown>,
  toolbox: Toolbox,
): Promise<Verified<unknown>> {
  const signal = AbortSignal.timeout(verifyTimeoutMs);
  const { environment } = toolbox;
  switch (type) {
    case 'github':
      return providers.github.verify(check(providers.github.input, fields), environment, signal);
    case 'k8s':
      return providers.k8s.verify(check(providers.k8s.input, fields), environment, signal);
    case 'notion':
      return providers.notion.verify(check(providers.notion.input, fields), environment, signal);
    case 'jira':
      return providers.jira.verify(check(providers.jira.input, fields), environment, signal);
  }
}

/** A body against its schema; what is wrong is told by field name, never by value. */
function check<Input>(schema: z.ZodType<Input>, fields: unknown): Input {
  const parsed = schema.safeParse(fields);
  if (parsed.success) return parsed.data;
  const names = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.') || 'body'],
  );
  throw new NoxError(
    'bad_input',
    { fields: [...new Set(names)].join(', ') },
    { sentence: 'tools.bad_fields' },
  );
}
