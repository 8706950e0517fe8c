import { z } from 'zod';
import { ago, link } from '../../core/reply.ts';
import type { Inline } from '../../core/reply.ts';
import type { GithubClient, Ticket } from '../../integrations/github/client.ts';
import type { MessageKey } from '../../messages/translate.ts';
import { defineCommand } from '../command.ts';
import type { AnyCommand } from '../command.ts';
import { pickRepository } from './pick-repository.ts';

const shown = 25;

interface Listing {
  readonly name: string;
  readonly synonyms: readonly string[];
  readonly help: MessageKey;
  readonly count: MessageKey;
  readonly read: (client: GithubClient, repository: string) => Promise<Ticket[]>;
}

/** A command that lists the open issues, or the open pull requests, of one repository. */
function listing({ name, synonyms, help, count, read }: Listing): AnyCommand {
  return defineCommand<{ repo?: string | undefined; github?: string | undefined }>({
    name,
    area: 'github',
    synonyms,
    permission: 'github:read',
    input: z.strictObject({ repo: z.string().max(200).optional(), github: z.string().optional() }),
    parameters: [
      { name: 'repo', position: 0, prepositions: ['in', 'dans', 'de', 'of'] },
      { name: 'github', prepositions: ['avec', 'with'] },
    ],
    help,
    example: `${name} payments-api`,
    effect: 'read',
    async run(context, input) {
      const { t } = context;
      const { client } = await context.connections.github(input.github);
      const repository = await pickRepository(client, input.repo);
      context.target(repository);
      const all = await read(client, repository);
      const summary = t(count, { count: all.length, repository });
      const rows = all
        .slice(0, shown)
        .map((each): Inline[] => [
          link(`#${each.number}`, each.url),
          each.isDraft ? `${each.title} (${t('github.draft')})` : each.title,
          each.author,
          ago(each.updatedAt),
        ]);
      const columns = ['#', t('github.title'), t('github.author'), t('github.updated')];
      return {
        summary,
        blocks: [
          { kind: 'text', text: summary },
          ...(rows.length > 0
            ? [{ kind: 'table' as const, columns: columns.map((title) => ({ title })), rows }]
            : []),
        ],
      };
    },
  });
}

/** `github issues [repo]` */
export const issues = listing({
  name: 'github issues',
  synonyms: ['issues', 'github tickets'],
  help: 'github.help.issues',
  count: 'github.issues_count',
  read: (client, repository) => client.issues(repository),
});

/** `github prs [repo]` */
export const pullRequests = listing({
  name: 'github prs',
  synonyms: ['prs', 'pull requests', 'github pull requests', 'github pulls'],
  help: 'github.help.prs',
  count: 'github.prs_count',
  read: (client, repository) => client.pullRequests(repository),
});
