import { NoxError } from '../../core/errors.ts';
import type { ReplyBlock } from '../../core/reply.ts';
import type { JiraClient } from '../../integrations/jira/client.ts';
import type { IssueDetail, JiraField, Move } from '../../integrations/jira/types.ts';
import type { Desk, Filed, Moving } from './types.ts';

/** Types of issue for an incident, the fittest first; then whatever else can be made without further questions. */
const fittingTypes = [/incident|panne|outage/i, /bug|bogue|anomalie|d[ée]faut|defect/i, /t[âa]che|task/i];
/** Filled by NOX, or by Jira itself. */
const settled = [
  'summary',
  'issuetype',
  'project',
  'description',
  'priority',
  'assignee',
  'reporter',
  'labels',
];
/** A workflow that leads through other statuses is followed so far. */
const mostMoves = 3;
/** So many issues that hold the words of a marker are looked at. */
const mostLikely = 10;
const unhappyEnd =
  /annul|abandon|cancel|won.?t|rejet|reject|doublon|duplicate|ne sera pas|non reproduct|cannot/i;

/** Issues of a project. The marker is a label; where the project's screen has none it stands in the description. */
export function openJiraDesk(client: JiraClient, project: string): Desk {
  const filed = (key: string, status: string): Filed => ({ ref: key, url: client.pageOf(key), status });

  /** A type that can be created with what NOX knows. Errors: `upstream_invalid` naming what is asked for. */
  async function screen(): Promise<{ readonly type: string; readonly hasLabels: boolean }> {
    const all = (await client.types(project)).filter(({ isSubtask }) => !isSubtask);
    const rank = (name: string) => {
      const at = fittingTypes.findIndex((each) => each.test(name));
      return at < 0 ? fittingTypes.length : at;
    };
    let missing: readonly JiraField[] = [];
    for (const { id } of all.toSorted((a, b) => rank(a.name) - rank(b.name))) {
      const fields = await client.fields(project, id);
      missing = fields.filter((each) => each.isRequired && !settled.includes(each.id));
      if (missing.length === 0) return { type: id, hasLabels: fields.some((each) => each.id === 'labels') };
    }
    if (all.length === 0)
      throw new NoxError('upstream_scope', { service: 'Jira', name: project, scope: 'jira.right.create' });
    const fields = missing.map(({ name }) => name).join(', ');
    throw new NoxError('upstream_invalid', { service: 'Jira', fields }, { sentence: 'jira.refused_fields' });
  }

  /** Moves an issue until `isThere`; undefined where the workflow lets NOX not. */
  async function walk(
    key: string,
    moving: Moving,
    isThere: (each: IssueDetail['status']) => boolean,
    steps: Steps,
  ) {
    for (let moves = 0; moves < mostMoves; moves++) {
      const ways = (await client.moves(key)).flatMap((move) => filledFor(move) ?? []);
      const way =
        ways.find(({ move }) => isThere(move.to) && !unhappyEnd.test(move.to.name)) ?? ways.find(steps);
      if (!way) return undefined;
      await moving(way.move.to.name);
      await client.move(key, way.move.id, way.fields);
      if (isThere(way.move.to)) return way.move.to.name;
    }
    return undefined;
  }

  return {
    async find(marker) {
      // Jira's text search finds words, also with others between them: whether it is the marker is seen in the issue.
      const said = `description ~ "\\"${marker}\\""`;
      const jql = `project = "${project}" AND (labels = "${marker}" OR ${said}) ORDER BY created`;
      for (const { key } of (await client.search(jql, mostLikely)).issues) {
        const { labels, description, status } = await client.issue(key);
        const isMarked =
          labels.includes(marker) ||
          description.map(plainOf).some((each) => each.split(/\s+/).includes(marker));
        if (isMarked) return filed(key, status.name);
      }
      return undefined;
    },
    async create({ title, body, marker }) {
      const { type, hasLabels } = await screen();
      const key = await client.create({
        project,
        type,
        summary: title.slice(0, 255),
        description: hasLabels ? body : `${body}\n\n${marker}`,
        priority: undefined,
        assignee: undefined,
        more: hasLabels ? { labels: ['nox', marker] } : {},
      });
      return filed(key, (await client.issue(key)).status.name);
    },
    async look(ref) {
      const { key, status, comments } = await client.issue(ref);
      return {
        ...filed(key, status.name),
        isDone: status.category === 'done',
        comments: async () => comments.map(({ text }) => text.map(plainOf).join('\n')),
      };
    },
    comment: (ref, text) => client.comment(ref, text),
    close: (ref, moving) =>
      walk(
        ref,
        moving,
        ({ category }) => category === 'done',
        ({ move }) =>
          move.to.category === 'indeterminate' && !/bloqu|block|attente|hold|wait/i.test(move.to.name),
      ),
    reopen: (ref, moving) =>
      walk(
        ref,
        moving,
        ({ category }) => category !== 'done',
        () => false,
      ),
  };
}

interface Way {
  readonly move: Move;
  readonly fields: Readonly<Record<string, unknown>>;
}
type Steps = (way: Way) => boolean;

/** A move with what its screen asks for; undefined where it asks for what NOX cannot know. */
function filledFor(move: Move): Way | undefined {
  const fields: Record<string, unknown> = {};
  for (const field of move.fields.filter(({ isRequired }) => isRequired)) {
    const [first, ...others] = field.values.filter(({ name }) => !unhappyEnd.test(name));
    if (!first || (field.id !== 'resolution' && others.length > 0)) return undefined;
    fields[field.id] = { id: first.id };
  }
  return { move, fields };
}

function plainOf(block: ReplyBlock): string {
  if (block.kind === 'code') return block.text;
  const words = block.kind === 'list' ? block.items : 'text' in block ? [block.text] : [];
  return words
    .flat(2)
    .map((each) => (typeof each === 'string' ? each : 'text' in each ? each.text : ''))
    .join('');
}
