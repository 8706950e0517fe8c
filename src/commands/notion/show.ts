import { z } from 'zod';
import type { Reply } from '../../core/reply.ts';
import { defineCommand } from '../contracts/command.ts';
import { notionField, notionParameter, targetField } from './fields.ts';
import { pickTarget } from './pick.ts';
import { showPage } from './show-page.ts';
import { showSource } from './show-source.ts';

/** `notion show <page or database>`: what a page says, or a database's latest rows. */
export const show = defineCommand<{ target: string; notion?: string | undefined }>({
  name: 'notion show',
  area: 'notion',
  synonyms: [
    'notion montre',
    'notion montrer',
    'notion affiche',
    'notion afficher',
    'notion voir',
    'notion lire',
    'notion lis',
    'notion ouvre',
    'notion ouvrir',
    'notion open',
    'notion read',
    'notion page',
  ],
  permission: 'notion:read',
  input: z.strictObject({ target: targetField, notion: notionField }),
  parameters: [
    { name: 'target', position: 0, rest: true, label: 'notion.parameter.target' },
    notionParameter,
  ],
  help: 'notion.help.show',
  example: 'notion show Runbook : payments-api',
  effect: 'read',
  async run(context, input): Promise<Reply> {
    const { client, integration } = await context.connections.notion(input.notion);
    const { name } = integration;
    const wanted = { written: input.target, parameter: 'target', exact: false, notion: name };
    const found = await pickTarget(client, wanted, context.t);
    context.target(`${name}/${found.title}`);
    return found.kind === 'page' ? showPage(context, client, found) : showSource(context, client, found);
  },
});
