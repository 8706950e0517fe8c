import { z } from 'zod';
import { ago, bold, link } from '../../core/reply.ts';
import type { Inline, ReplyBlock } from '../../core/reply.ts';
import { defineCommand } from '../contracts/command.ts';
import { notionField, notionParameter } from './fields.ts';
import { placeOf, titleOf } from './pick.ts';

const shown = 20;

/** `notion search <words>`: pages and databases by title; the latest edited ones without words. */
export const search = defineCommand<{ words?: string | undefined; notion?: string | undefined }>({
  name: 'notion search',
  area: 'notion',
  synonyms: [
    'notion cherche',
    'notion chercher',
    'notion recherche',
    'notion rechercher',
    'notion trouve',
    'notion trouver',
    'notion find',
    'notion pages',
  ],
  permission: 'notion:read',
  input: z.strictObject({ words: z.string().trim().max(200).optional(), notion: notionField }),
  parameters: [{ name: 'words', position: 0, rest: true, label: 'notion.parameter.words' }, notionParameter],
  help: 'notion.help.search',
  example: 'notion search runbook payments',
  effect: 'read',
  async run({ t, connections }, { words = '', notion }) {
    const { client, integration } = await connections.notion(notion);
    const { items, more } = await client.search(words);
    if (items.length === 0) {
      const text = t(words ? 'notion.no_results' : 'notion.nothing_shared', {
        words,
        name: integration.name,
      });
      const share = t('notion.how_to_share', { integration: integrationOf(integration.details) });
      return {
        summary: text,
        blocks: [
          { kind: 'notice', tone: 'info', text },
          { kind: 'context', text: share },
        ],
      };
    }
    const listed = items.slice(0, shown);
    const titles = await client.parentTitles(listed);
    const summary = words
      ? t('notion.results', { count: items.length, more: more ? 'yes' : 'no', words, name: integration.name })
      : t('notion.recent', { name: integration.name });
    const rows = listed.map((each): Inline[] => [
      link(titleOf(t, each), each.url),
      t(each.kind === 'page' ? 'notion.kind.page' : 'notion.kind.database'),
      placeOf(t, each, titles),
      ago(each.editedAt),
    ]);
    const columns = [
      t('notion.column.title'),
      t('notion.column.kind'),
      t('notion.column.place'),
      t('notion.column.edited'),
    ];
    const blocks: ReplyBlock[] = [
      { kind: 'text', text: bold(summary) },
      { kind: 'table', columns: columns.map((title) => ({ title })), rows },
    ];
    if (items.length > shown || more) blocks.push({ kind: 'context', text: t('notion.more_results') });
    return { summary, blocks };
  },
});

/** What the integration is called in Notion: the name to look for under Connections. */
export function integrationOf(details: Readonly<Record<string, string>>): string {
  return details.integration || 'NOX';
}
