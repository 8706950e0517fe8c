import type { GithubClient } from '../../integrations/github/client.ts';
import type { Ticket } from '../../integrations/github/types.ts';
import type { Desk, Filed } from './types.ts';

/** Issues of a repository. The marker stands in the text as a comment that GitHub does not show. */
export function openGithubDesk({ issues }: GithubClient, repository: string): Desk {
  const filed = ({ number, url, state }: Ticket): Filed => ({ ref: String(number), url, status: state });
  return {
    async find(marker) {
      const found = await issues.findMarked(repository, commentOf(marker));
      return found && filed(found);
    },
    async create({ title, body, marker }) {
      const text = `${body}\n\n${commentOf(marker)}`;
      return filed(await issues.create(repository, { title, body: text, labels: [], assignees: [] }));
    },
    async look(ref) {
      const issue = await issues.get(repository, Number(ref));
      return {
        ...filed(issue),
        isDone: issue.state !== 'open',
        comments: async () =>
          (await issues.comments(repository, issue.number, issue.comments)).map(({ body }) => body),
      };
    },
    comment: async (ref, text) => void (await issues.comment(repository, Number(ref), text)),
    async close(ref, moving) {
      await moving('closed');
      return (await issues.setState(repository, Number(ref), 'completed')).state;
    },
    async reopen(ref, moving) {
      await moving('open');
      return (await issues.setState(repository, Number(ref), 'open')).state;
    },
  };
}

function commentOf(marker: string): string {
  return `<!-- ${marker} -->`;
}
