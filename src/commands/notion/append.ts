import { z } from 'zod';
import { NoxError } from '../../core/errors.ts';
import { link } from '../../core/reply.ts';
import { defineCommand } from '../contracts/command.ts';
import { draftsOf } from './drafts.ts';
import { notionField, notionParameter, targetField, textField } from './fields.ts';
import { pickTarget, titleOf } from './pick.ts';

interface Input {
  readonly target: string;
  readonly text: string;
  readonly notion?: string | undefined;
}

/** `notion append <page> "text"`: blocks at the end of a page. */
export const append = defineCommand<Input>({
  name: 'notion append',
  area: 'notion',
  synonyms: [
    'notion ajoute',
    'notion ajouter',
    'notion add',
    'notion complète',
    'notion compléter',
    'notion écris',
    'notion écrire',
  ],
  permission: 'notion:write',
  input: z.strictObject({ target: targetField, text: textField, notion: notionField }),
  parameters: [
    { name: 'target', position: 0, prepositions: ['to', 'à'], label: 'notion.parameter.page' },
    { name: 'text', position: 1, flags: ['texte', 't'], label: 'notion.parameter.text' },
    notionParameter,
  ],
  help: 'notion.help.append',
  example: 'notion append "Runbook : checkout" "- [ ] Relire"',
  effect: 'change',
  async run({ t, connections, target }, input) {
    const { client, integration } = await connections.notion(input.notion);
    const name = integration.name;
    const wanted = { written: input.target, parameter: 'target', exact: true, notion: name };
    const page = await pickTarget(client, wanted, t);
    const title = titleOf(t, page);
    target(`${name}/${title}`);
    if (page.kind === 'source')
      throw new NoxError('bad_input', { title }, { sentence: 'notion.append_to_database' });
    if (page.inTrash)
      throw new NoxError('upstream_invalid', { service: 'Notion', reason: 'notion.reason.trash' });
    const drafts = draftsOf(input.text);
    await client.append(page.id, drafts, title);
    const summary = t('notion.appended', { title, count: drafts.length });
    return {
      summary,
      blocks: [
        { kind: 'notice', tone: 'ok', text: summary },
        { kind: 'context', text: [link(t('notion.open'), page.url)] },
      ],
    };
  },
});
