import { ago, bold, link } from '../../core/reply.ts';
import type { Inline, Reply, ReplyBlock } from '../../core/reply.ts';
import type { NotionClient } from '../../integrations/notion/client.ts';
import type { Page, Source } from '../../integrations/notion/types.ts';
import type { CommandContext } from '../contracts/command.ts';
import { titleOf } from './pick.ts';
import { sayValues } from './values.ts';

const shown = { rows: 15, columns: 4 };

/** A database's table: its latest rows and the columns that say something. */
export async function showSource(
  { t, actor }: Pick<CommandContext, 't' | 'actor'>,
  client: NotionClient,
  source: Source,
): Promise<Reply> {
  const title = titleOf(t, source);
  const { rows, more } = await client.rows(source.id, title, shown.rows);
  const summary = t('notion.database', { title, count: rows.length, more: more ? 'yes' : 'no' });
  const open = link(t('notion.open'), source.url);
  const blocks: ReplyBlock[] = [{ kind: 'text', text: bold(summary) }];
  if (rows.length === 0) {
    blocks.push({ kind: 'text', text: t('notion.no_rows') }, { kind: 'context', text: [open] });
    return { summary, blocks };
  }
  const columns = source.columns
    .filter(({ type }) => type !== 'last_edited_time')
    .filter(({ name }) => rows.some((row) => valuesIn(row, name).length > 0))
    .slice(0, shown.columns);
  blocks.push({
    kind: 'table',
    columns: [source.titleProperty, ...columns.map(({ name }) => name), t('notion.column.edited')].map(
      (each) => ({ title: each }),
    ),
    rows: rows.map((row): Inline[] => [
      link(titleOf(t, row), row.url),
      ...columns.map(({ name }) => sayValues(valuesIn(row, name), actor.locale)),
      ago(row.editedAt),
    ]),
  });
  const note = more ? [`${t('notion.more_rows', { count: shown.rows })} `, open] : [open];
  blocks.push({ kind: 'context', text: note });
  return { summary, blocks };
}

function valuesIn(row: Page, name: string) {
  return row.properties.find((each) => each.name === name)?.values ?? [];
}
