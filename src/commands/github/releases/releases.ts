import { z } from 'zod';
import { ago, link } from '../../../core/reply.ts';
import type { Release } from '../../../integrations/github/types.ts';
import { defineCommand } from '../../contracts/command.ts';
import { aimAtRepository } from '../aim.ts';
import { githubParameter, placeFields, repoParameter } from '../fields.ts';
import type { Place } from '../fields.ts';
import { inRepository } from '../pick-repository.ts';
import { tableReply } from '../table-reply.ts';

/** `github releases <repo>`: the latest releases. */
export const releases = defineCommand<Place>({
  name: 'github releases',
  area: 'github',
  synonyms: ['releases', 'github release list', 'release list', 'github versions', 'github publications'],
  permission: 'github:read',
  input: z.strictObject(placeFields),
  parameters: [repoParameter, githubParameter],
  help: 'github.help.releases',
  example: 'github releases payments-api',
  effect: 'read',
  async run(context, input) {
    const { t } = context;
    const { client, repository } = await aimAtRepository(context, input);
    const items = await inRepository(client, repository, () => client.releases.list(repository));
    const kind = (each: Release) =>
      t(each.isDraft ? 'github.draft' : each.isPrerelease ? 'github.prerelease' : 'github.published');
    return tableReply(t, {
      summary: t('github.releases_count', { count: items.length, repository }),
      items,
      columns: [
        { title: 'github.tag', of: (each) => link(each.tag, each.url) },
        { title: 'github.title', of: (each) => (each.name === each.tag ? '' : each.name) },
        { title: 'github.kind', of: kind },
        { title: 'github.author', of: (each) => each.author },
        { title: 'github.when', of: (each) => ago(each.at) },
      ],
    });
  },
});
