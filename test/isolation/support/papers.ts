import { startJira } from '../../../demo/jira/jira.ts';
import type { SimulatedJira } from '../../../demo/jira/jira.ts';
import { clientAJira } from '../../../demo/jira/worlds.ts';
import { startNotion } from '../../../demo/notion/notion.ts';
import type { SimulatedNotion } from '../../../demo/notion/notion.ts';
import { marieNotion } from '../../../demo/notion/worlds.ts';

/** A Jira of one tenant: its canary in the credentials, the summaries and what was written below them. */
export function startOwnJira(canary: string): Promise<SimulatedJira> {
  return startJira({
    world: marked(clientAJira(), (name, text) => {
      if (name === 'email' || name === 'apiToken') return `${canary}-${text}`;
      return ['summary', 'description', 'text'].includes(name) ? `${text} ${canary}` : text;
    }),
  });
}

/** A Notion of one tenant: its canary in the secret, the titles and the texts. */
export function startOwnNotion(canary: string): Promise<SimulatedNotion> {
  const tokens = { full: `ntn_${canary}full`, readOnly: `ntn_${canary}read` };
  const world = marked(marieNotion(), (name, text) =>
    ['page', 'database', 'text'].includes(name) ? `${text} ${canary}` : text,
  );
  return startNotion({ world, tokens });
}

/** A copy of a world whose texts were changed, each by the name that it stands under. */
function marked<T>(world: T, change: (name: string, text: string) => string): T {
  const walk = (name: string, value: unknown): unknown => {
    if (typeof value === 'string') return change(name, value);
    if (Array.isArray(value)) return value.map((each) => walk(name, each));
    if (typeof value !== 'object' || value === null || value instanceof Date) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, walk(key, each)]));
  };
  return walk('', world) as T;
}
