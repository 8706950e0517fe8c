import { z } from 'zod';
import { moment } from '../../core/reply.ts';
import type { Inline } from '../../core/reply.ts';
import { sayAct } from '../../messages/act-words.ts';
import { defineCommand } from '../contracts/command.ts';

/** `audit [n]`: the latest acts, and whether the chain is whole. */
export const audit = defineCommand<{ count: number }>({
  name: 'audit',
  area: 'tenant',
  synonyms: ["journal d'audit", 'historique', 'history'],
  permission: 'tenant:manage',
  input: z.strictObject({ count: z.coerce.number().int().min(1).max(100).default(20) }),
  parameters: [{ name: 'count', position: 0, flags: ['n'], kind: 'integer' }],
  help: 'help.audit',
  example: 'audit 10',
  effect: 'read',
  async run({ t, people }, { count }) {
    const [entries, broken] = await Promise.all([people.audit(count), people.verifyAudit()]);
    const rows = entries.map((entry): Inline[] => {
      const { what, target } = sayAct(t, entry);
      return [String(entry.sequence), moment(entry.at), entry.actorName, what, target, entry.outcome];
    });
    const columns = ['#', t('audit.at'), t('audit.who'), t('audit.what'), t('audit.on'), t('audit.outcome')];
    return {
      summary: t('audit.summary', { count: entries.length }),
      audience: 'asker',
      blocks: [
        { kind: 'table', columns: columns.map((title) => ({ title })), rows },
        broken === undefined
          ? { kind: 'context', text: t('audit.whole') }
          : { kind: 'notice', tone: 'error', text: t('audit.broken', { sequence: broken }) },
      ],
    };
  },
});
