import { z } from 'zod';
import { ago, link } from '../../core/reply.ts';
import type { Repository } from '../../integrations/github/types.ts';
import { defineCommand } from '../contracts/command.ts';
import { fold } from '../text/words.ts';
import { githubParameter, optional } from './fields.ts';
import type { Place } from './fields.ts';
import { tableReply } from './table-reply.ts';

interface Input extends Place {
  readonly text?: string | undefined;
}

/** `github repos [text]`: the repositories that the tenant's token reaches, latest pushed first. */
export const repos = defineCommand<Input>({
  name: 'github repos',
  area: 'github',
  synonyms: ['repos', 'github dépôts', 'dépôts', 'github repositories', 'repositories', 'github repo list'],
  permission: 'github:read',
  input: z.strictObject({ github: optional, text: optional }),
  parameters: [
    { name: 'text', position: 0, flags: ['search'], label: 'github.parameter.text' },
    githubParameter,
  ],
  help: 'github.help.repos',
  example: 'github repos',
  effect: 'read',
  async run({ t, connections }, { github, text }) {
    const { client, integration } = await connections.github(github);
    const all = await client.repositories.list();
    const wanted = fold(text ?? '');
    const items = all.filter((each) => fold(`${each.fullName} ${each.description}`).includes(wanted));
    const access = ({ isPrivate, isArchived }: Repository) =>
      [t(isPrivate ? 'github.private' : 'github.public'), ...(isArchived ? [t('github.archived')] : [])].join(
        ', ',
      );
    return tableReply(t, {
      summary: t('github.repos_count', { count: items.length, name: integration.name }),
      items,
      columns: [
        { title: 'github.repository', of: (each) => link(each.fullName, each.url) },
        { title: 'github.description', of: (each) => each.description },
        { title: 'github.visibility', of: access },
        { title: 'github.pushed', of: (each) => (each.pushedAt ? ago(each.pushedAt) : '') },
      ],
    });
  },
});
