import { z } from 'zod';
import { ago, link } from '../../core/reply.ts';
import type { Inline } from '../../core/reply.ts';
import { defineCommand } from '../command.ts';

const shown = 25;

/** `github repos`: the repositories that the tenant's token reaches, latest pushed first. */
export const repos = defineCommand<{ github?: string | undefined }>({
  name: 'github repos',
  area: 'github',
  synonyms: ['repos', 'github dépôts', 'dépôts', 'github repositories', 'repositories'],
  permission: 'github:read',
  input: z.strictObject({ github: z.string().optional() }),
  parameters: [{ name: 'github', prepositions: ['avec', 'with'] }],
  help: 'github.help.repos',
  example: 'github repos',
  effect: 'read',
  async run({ t, connections }, input) {
    const { client, integration } = await connections.github(input.github);
    const all = await client.repositories();
    const summary = t('github.repos_count', { count: all.length, name: integration.name });
    const rows = all
      .slice(0, shown)
      .map((each): Inline[] => [
        link(each.fullName, each.url),
        each.description,
        each.isPrivate ? t('github.private') : t('github.public'),
        each.pushedAt ? ago(each.pushedAt) : '',
      ]);
    const columns = [
      t('github.repository'),
      t('github.description'),
      t('github.visibility'),
      t('github.pushed'),
    ];
    return {
      summary,
      blocks: [
        { kind: 'text', text: summary },
        ...(rows.length > 0
          ? [{ kind: 'table' as const, columns: columns.map((title) => ({ title })), rows }]
          : []),
        ...(all.length > shown
          ? [{ kind: 'context' as const, text: t('github.more', { count: all.length - shown }) }]
          : []),
      ],
    };
  },
});
