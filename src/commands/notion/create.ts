import { z } from 'zod';
import { ChoiceNeeded } from '../../core/choice.ts';
import { NoxError } from '../../core/errors.ts';
import { link } from '../../core/reply.ts';
import type { NotionClient } from '../../integrations/notion/client.ts';
import type { Page, Source } from '../../integrations/notion/types.ts';
import type { Translate } from '../../messages/translate.ts';
import { defineCommand } from '../contracts/command.ts';
import { draftsOf } from './drafts.ts';
import { notionField, notionParameter, targetField, textField } from './fields.ts';
import { optionsOf, pickTarget, titleOf } from './pick.ts';
import { integrationOf } from './search.ts';

interface Input {
  readonly title: string;
  readonly parent?: string | undefined;
  readonly text?: string | undefined;
  readonly notion?: string | undefined;
}

const offered = 10;

/** `notion create "title" [in <page or database>] [--text "…"]`: a page below a page, or a row of a database. */
export const create = defineCommand<Input>({
  name: 'notion create',
  area: 'notion',
  synonyms: ['notion crée', 'notion créer', 'notion nouvelle page', 'notion nouvelle', 'notion new'],
  permission: 'notion:write',
  input: z.strictObject({
    title: z.string().trim().min(1).max(300),
    parent: targetField.optional(),
    text: textField.optional(),
    notion: notionField,
  }),
  parameters: [
    { name: 'title', position: 0, label: 'notion.parameter.title' },
    {
      name: 'parent',
      rest: true,
      flags: ['in', 'dans', 'sous'],
      prepositions: ['in', 'dans', 'under', 'sous'],
      label: 'notion.parameter.target',
    },
    { name: 'text', flags: ['texte', 't'], label: 'notion.parameter.text' },
    notionParameter,
  ],
  help: 'notion.help.create',
  example: 'notion create "Post-mortem checkout" in Post-mortems --text "## Impact"',
  effect: 'change',
  async run({ t, connections, target }, { title, parent, text = '', notion }) {
    const { client, integration } = await connections.notion(notion);
    const name = integration.name;
    target(`${name}/${title}`);
    if (parent === undefined) return askWhere(client, integrationOf(integration.details), name, t);
    const wanted = { written: parent, parameter: 'parent', exact: true, notion: name };
    const found = await pickTarget(client, wanted, t);
    const place = titleOf(t, found);
    target(`${name}/${place}/${title}`);
    const under = found.kind === 'page' ? { page: found.id } : { source: found };
    const made = await client.create(under, title, draftsOf(text), place);
    const summary = t('notion.created', { title, place });
    return {
      summary,
      blocks: [
        { kind: 'notice', tone: 'ok', text: summary },
        { kind: 'context', text: [link(t('notion.open'), made.url)] },
      ],
    };
  },
});

/** Notion lets an integration create below what is shared with it, never at the workspace's root. */
async function askWhere(
  client: NotionClient,
  integration: string,
  notion: string,
  t: Translate,
): Promise<never> {
  const { items } = await client.search('');
  const places = items.filter(isPlace).slice(0, offered);
  if (places.length === 0)
    throw new NoxError('not_found', { notion, integration }, { sentence: 'notion.nowhere' });
  throw new ChoiceNeeded('parent', 'notion.where_create', await optionsOf(client, places, t));
}

/** Rows of a database are seldom what a new page goes into. */
function isPlace(each: Page | Source): boolean {
  return each.kind === 'source' || (each.parent.kind !== 'source' && each.parent.kind !== 'database');
}
