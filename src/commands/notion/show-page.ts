import { ago, link } from '../../core/reply.ts';
import type { Inline, Reply, ReplyBlock } from '../../core/reply.ts';
import type { NotionClient } from '../../integrations/notion/client.ts';
import type { Page } from '../../integrations/notion/types.ts';
import type { CommandContext } from '../contracts/command.ts';
import { renderNotes } from './notes.ts';
import { placeOf, titleOf } from './pick.ts';
import { sayValues } from './values.ts';

const propertiesShown = 10;

/** A page: where it stands, its properties, its blocks; the rest is read in Notion. */
export async function showPage(
  { t, actor }: Pick<CommandContext, 't' | 'actor'>,
  client: NotionClient,
  page: Page,
): Promise<Reply> {
  const title = titleOf(t, page);
  const [content, titles] = await Promise.all([client.content(page.id, title), client.parentTitles([page])]);
  const place = placeOf(t, page, titles);
  const { blocks: body, cut } = renderNotes(content.notes);
  const fields = page.properties
    .filter((each) => each.values.length > 0)
    .slice(0, propertiesShown)
    .map((each) => ({ label: each.name, value: sayValues(each.values, actor.locale) }));
  const about: Inline = [`${place} · ${t('notion.edited')} `, ago(page.editedAt), ' · '];
  const blocks: ReplyBlock[] = [
    { kind: 'heading', text: title },
    { kind: 'context', text: [...about, link(t('notion.open'), page.url)] },
  ];
  if (page.inTrash) blocks.push({ kind: 'notice', tone: 'warning', text: t('notion.in_trash') });
  if (fields.length > 0) blocks.push({ kind: 'fields', fields });
  if (body.length === 0 && !content.cut && !cut) blocks.push({ kind: 'text', text: t('notion.empty_page') });
  blocks.push(...body);
  if (cut || content.cut)
    blocks.push({
      kind: 'context',
      text: [`${t('notion.cut')} `, link(t('notion.read_on'), page.url)],
    });
  return { summary: t('notion.page', { title, place }), blocks };
}
