import { distance } from 'fastest-levenshtein';
import { ChoiceNeeded } from '../../core/choice.ts';
import { NoxError } from '../../core/errors.ts';
import type { NotionClient } from '../../integrations/notion/client.ts';
import { notionIdIn } from '../../integrations/notion/ids.ts';
import type { Page, Source } from '../../integrations/notion/types.ts';
import type { Translate } from '../../messages/translate.ts';
import { fold } from '../text/words.ts';

const offered = 10;

/** What is looked for, and how it is asked back. */
export interface Wanted {
  readonly written: string;
  /** The input field that a choice fills. */
  readonly parameter: string;
  /** Something is written there: a title that only resembles is asked back, not taken. */
  readonly exact: boolean;
  /** The name of the Notion, for what is said where nothing fits. */
  readonly notion: string;
}

/**
 * The page or table that was meant, by title, id or address.
 * Errors: ChoiceNeeded when several fit or a database has several tables; `not_found` with the nearest title and how to
 * share a page; `upstream_*`.
 */
export async function pickTarget(client: NotionClient, wanted: Wanted, t: Translate): Promise<Page | Source> {
  const { written, parameter } = wanted;
  const id = notionIdIn(written);
  if (id !== undefined) {
    const found = await client.find(id);
    if (found.kind === 'page') return found.page;
    if (found.kind === 'source') return found.source;
    const options = found.sources.map((each) => ({ label: each.name || found.title, value: each.id }));
    throw new ChoiceNeeded(parameter, 'notion.which_source', options.slice(0, offered));
  }
  const { items } = await client.search(written);
  const named = items.filter((each) => fold(each.title) === fold(written));
  const [only] = named.length > 0 ? named : items;
  const fits = named.length > 0 ? named : items;
  if (only && fits.length === 1 && (named.length === 1 || !wanted.exact)) return only;
  if (fits.length > 0)
    throw new ChoiceNeeded(parameter, 'notion.which', await optionsOf(client, fits.slice(0, offered), t));
  throw await nothing(client, wanted);
}

/** Buttons for pages and tables: each with what it stands in, since titles repeat. */
export async function optionsOf(client: NotionClient, items: readonly (Page | Source)[], t: Translate) {
  const titles = await client.parentTitles(items);
  return items.map((each) => {
    const title = titleOf(t, each);
    const place = titles.get(each.parent.id);
    return { label: place ? `${title.slice(0, 50)} · ${place}` : title, value: each.id };
  });
}

/** A title, also for what has none. */
export function titleOf(t: Translate, { title }: { readonly title: string }): string {
  return title.trim() || t('notion.untitled');
}

/** What something stands in, as far as NOX may know. */
export function placeOf(
  t: Translate,
  { parent }: Page | Source,
  titles: ReadonlyMap<string, string>,
): string {
  return parent.kind === 'workspace' ? t('notion.at_root') : titles.get(parent.id) || '–';
}

async function nothing(client: NotionClient, { written, notion }: Wanted): Promise<NoxError> {
  const { items } = await client.search('');
  const near = items
    .map(({ title }) => ({ title, differs: distance(fold(title), fold(written)) }))
    .filter(({ title, differs }) => differs <= Math.max(2, Math.floor(title.length / 3)))
    .sort((a, b) => a.differs - b.differs)[0];
  const params = { name: written.slice(0, 100), notion, nearest: near?.title ?? '' };
  return new NoxError('not_found', params, {
    sentence: near ? 'notion.did_you_mean' : 'notion.nothing_called',
  });
}
