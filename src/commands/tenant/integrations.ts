import { z } from 'zod';
import { ago } from '../../core/reply.ts';
import type { Inline } from '../../core/reply.ts';
import { serviceNames } from '../../core/integration.ts';
import { defineCommand } from '../contracts/command.ts';

/** `integrations`: the connected tools, what is known of them, and whether they answer. */
export const integrations = defineCommand<Record<string, never>>({
  name: 'integrations',
  area: 'tenant',
  synonyms: ['intégrations', 'outils', 'tools', 'connections', 'connexions'],
  permission: 'tenant:manage',
  input: z.strictObject({}),
  parameters: [],
  help: 'help.integrations',
  example: 'integrations',
  effect: 'read',
  async run({ t, connections }) {
    const all = await connections.list();
    if (all.length === 0) {
      return {
        summary: t('status.nothing_connected'),
        audience: 'asker',
        blocks: [{ kind: 'text', text: t('status.nothing_connected') }],
      };
    }
    const rows = all.map((each): Inline[] => [
      serviceNames[each.type],
      each.protected ? `${each.name} (${t('status.protected')})` : each.name,
      Object.values(each.details).slice(0, 2).join(', '),
      t(`health.${each.health}`),
      ago(each.createdAt),
    ]);
    const columns = [
      t('status.tool'),
      t('status.name'),
      t('status.details'),
      t('status.health'),
      t('status.since'),
    ];
    return {
      summary: t('status.connected_count', { count: all.length }),
      audience: 'asker',
      blocks: [{ kind: 'table', columns: columns.map((title) => ({ title })), rows }],
    };
  },
});
