import { z } from 'zod';
import { ChoiceNeeded } from '../../core/choice.ts';
import { NoxError } from '../../core/errors.ts';
import type { IssueDetail, Move } from '../../integrations/jira/types.ts';
import { defineCommand } from '../contracts/command.ts';
import { fold } from '../text/words.ts';
import { did } from './did.ts';
import { issueParameter, issueWord, jiraName, jiraParameter, pairs, pairsParameter } from './fields.ts';
import type { Pairs } from './fields.ts';
import { findIssue } from './find-issue.ts';
import { meant } from './names.ts';
import { fillScreen } from './screen.ts';

interface Input {
  readonly issue: string;
  readonly status: string;
  readonly fields?: Pairs | undefined;
  readonly jira?: string | undefined;
}

const chosen = 'move:';

/** `jira move <key> <status>`: by the status it leads to, or by the name of the move. */
export const move = defineCommand<Input>({
  name: 'jira move',
  area: 'jira',
  synonyms: [
    'jira déplacer',
    'jira déplace',
    'jira passer',
    'jira passe',
    'jira transition',
    'jira statut',
    'jira status',
  ],
  permission: 'jira:write',
  input: z.strictObject({
    issue: issueWord,
    status: z.string().trim().min(1).max(200),
    fields: pairs,
    jira: jiraName,
  }),
  parameters: [
    issueParameter,
    { name: 'status', position: 1, rest: true, flags: ['statut', 'to'], label: 'jira.parameter.status' },
    pairsParameter,
    jiraParameter,
  ],
  help: 'jira.help.move',
  example: 'jira move PAY-2 en revue',
  effect: 'change',
  async run(context, { status, fields = {}, ...input }) {
    const { t } = context;
    const { client, key } = await findIssue(context, input);
    const [issue, moves] = await Promise.all([client.issue(key), client.moves(key)]);
    const way = wayTo(issue, moves, status);
    const filled = fillScreen(client, way.fields, fields, []);
    await client.move(key, way.id, filled);
    const params = { key, from: issue.status.name, to: way.to.name };
    return did(t, key, issue.url, t('jira.did.move', params), issue.summary);
  },
});

/** The move that was meant. Errors: ChoiceNeeded; `conflict` with the moves that are possible. */
function wayTo({ key, status: current }: IssueDetail, moves: readonly Move[], written: string): Move {
  if (written.startsWith(chosen)) {
    const way = moves.find((each) => each.id === written.slice(chosen.length));
    if (way) return way;
  }
  const names = (each: Move) => [each.to.name, each.name];
  // « vers », « to » before the status; only where the whole words mean nothing (`to do`).
  const short = written.replace(/^(?:vers|to|en|à|a|=>?|->|→)\s+/i, '');
  const whole = meant(moves, written, names, 'status');
  const fits = whole.length > 0 ? whole : meant(moves, short, names, 'status');
  const byStatus = fits.filter((each) => fold(each.to.name) === fold(written));
  const ways = byStatus.length > 0 ? byStatus : fits;
  const [only] = ways;
  if (only && ways.length === 1) return only;
  if (ways.length > 1) {
    const options = ways.slice(0, 10).map((each) => ({ label: labelOf(each), value: chosen + each.id }));
    throw new ChoiceNeeded('status', 'jira.which_move', options);
  }
  const isThere = meant([current], written, (each) => [each.name], 'status').length > 0;
  const known = moves.map(labelOf).join(', ');
  const sentence = isThere ? 'jira.already_there' : known ? 'jira.no_such_move' : 'jira.no_moves';
  const params = { key, written: written.slice(0, 80), current: current.name, known: known || '—' };
  throw new NoxError('conflict', params, { sentence });
}

/** `Terminé`, or `Terminé (Terminer)` where the move is called otherwise. */
function labelOf({ name, to }: Move): string {
  return fold(name) === fold(to.name) ? to.name : `${to.name} (${name})`;
}
