import { z } from 'zod';
import { NoxError } from '../../core/errors.ts';
import type { Integration } from '../../core/integration.ts';
import type { Verified } from '../../integrations/provider.ts';
import { providers } from '../../integrations/providers.ts';
import type { ProvidedType } from '../../integrations/providers.ts';
import { auditRefusal } from './audit-tool.ts';
import { mustManage } from './change-tool.ts';
import type { ToolKeeper } from './change-tool.ts';
import { keepTool } from './keep-tool.ts';
import { toolName } from './toolbox.ts';
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
  by: ToolKeeper,
  toolbox: Toolbox,
  type: ProvidedType,
  body: Readonly<Record<string, unknown>>,
): Promise<Integration> {
  mustManage(by);
  const { name, protected: isProtected, ...fields } = body;
  const shared = toolCommon.safeParse({ name, protected: isProtected });
  if (!shared.success) throw new NoxError('bad_input', { field: 'name' }, { sentence: 'tools.bad_name' });
  const room = await toolbox.room(by.tenant.id);
  const verified = await auditRefusal(by, `integrations connect ${type}`, shared.data.name ?? type, () =>
    verify(type, fields, toolbox),
  );
  return keepTool(by, toolbox, room, type, verified, { ...shared.data, renews: 'same-name' });
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
