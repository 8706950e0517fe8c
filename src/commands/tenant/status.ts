import { z } from 'zod';
import { bold } from '../../core/reply.ts';
import { serviceNames } from '../../core/integration.ts';
import type { ReplyBlock } from '../../core/reply.ts';
import { defineCommand } from '../contracts/command.ts';
import { roleName } from '../refusal.ts';

/** `status`: who am I, which tenant, what is connected and healthy. */
export const status = defineCommand<Record<string, never>>({
  name: 'status',
  area: 'tenant',
  synonyms: ['statut', 'état', 'whoami', 'qui suis-je', 'who am i'],
  permission: 'tenant:read',
  input: z.strictObject({}),
  parameters: [],
  help: 'help.status',
  example: 'status',
  effect: 'read',
  async run({ t, tenant, actor, connections }) {
    const connected = await connections.list();
    const tools: ReplyBlock =
      connected.length === 0
        ? { kind: 'text', text: t('status.nothing_connected') }
        : {
            kind: 'table',
            columns: [
              { title: t('status.tool') },
              { title: t('status.name') },
              { title: t('status.health') },
            ],
            rows: connected.map((each) => [serviceNames[each.type], each.name, t(`health.${each.health}`)]),
          };
    return {
      summary: t('status.summary', { tenant: tenant.name, role: roleName(t, actor.role) }),
      audience: 'thread',
      blocks: [
        {
          kind: 'fields',
          fields: [
            { label: t('status.you'), value: [bold(actor.name), ` (${roleName(t, actor.role)})`] },
            { label: t('status.space'), value: [bold(tenant.name), ` (${t(`tenant_type.${tenant.type}`)})`] },
          ],
        },
        tools,
      ],
    };
  },
});
