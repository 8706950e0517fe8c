import { describe, expect, it } from 'vitest';
import { indexCommands } from '../../../src/commands/text/find-command.ts';
import { jiraCommands } from '../../../src/commands/jira/commands.ts';
import { hostIn, keyIn } from '../../../src/commands/jira/fields.ts';
import { meant } from '../../../src/commands/jira/names.ts';
import { parseInput } from '../../../src/commands/text/parse.ts';
import { splitWords } from '../../../src/commands/text/words.ts';

const index = indexCommands(jiraCommands);

function read(line: string) {
  const found = index.find(splitWords(line));
  if (found.kind !== 'command') throw new Error(`no command: ${line}`);
  return { name: found.command.name, input: parseInput(found.command, found.words) };
}

describe('what is written', () => {
  it.each([
    ['jira chercher délai banque', 'jira search', { query: 'délai banque' }],
    [
      'jira search status = "En cours" AND text ~ "a b"',
      'jira search',
      { query: 'status = "En cours" AND text ~ "a b"' },
    ],
    [
      'jira search status in ("À faire", "En cours")',
      'jira search',
      { query: 'status in ("À faire", "En cours" )' },
    ],
    ['jira search "En cours" --project PAY', 'jira search', { query: 'En cours', project: 'PAY' }],
    ['jira mes tickets dans PAY', 'jira mine', { project: 'PAY' }],
    ['jira mine de Léa', 'jira mine', { as: 'Léa' }],
    ['jira créer PAY "Un titre" -t bug', 'jira create', { project: 'PAY', summary: 'Un titre', type: 'bug' }],
    [
      'jira create OPS Panne du matin gravité="très haute" x=1',
      'jira create',
      { project: 'OPS', summary: 'Panne du matin', fields: { gravité: 'très haute', x: '1' } },
    ],
    ['jira comment PAY-1 avec plaisir', 'jira comment', { issue: 'PAY-1', text: 'avec plaisir' }],
    ['jira assigne PAY-1 à Léa Dubois', 'jira assign', { issue: 'PAY-1', person: 'à Léa Dubois' }],
    [
      'jira passe PAY-1 en revue --jira client-a',
      'jira move',
      { issue: 'PAY-1', status: 'en revue', jira: 'client-a' },
    ],
  ])('%s', (line, name, input) => expect(read(line)).toEqual({ name, input }));
});

describe('a key', () => {
  it.each([
    ['PAY-12', 'PAY-12'],
    ['pay-12', 'PAY-12'],
    ['#ops_2-7,', 'OPS_2-7'],
    ['https://x.atlassian.net/browse/PAY-12?focusedId=3', 'PAY-12'],
    ['https://x.atlassian.net/jira/software/projects/AB-1/boards/2?selectedIssue=pay-12', 'PAY-12'],
    ['https://x.atlassian.net/browse/PAY', undefined],
    ['12', undefined],
    ['PAY-12/../../admin', undefined],
    ['PAY-12?x', undefined],
  ])('%s', (written, key) => expect(keyIn(written)).toBe(key));

  it('has a host where it is an address', () => {
    expect(hostIn('https://x.atlassian.net/browse/PAY-1')).toBe('x.atlassian.net');
    expect(hostIn('PAY-1')).toBeUndefined();
  });
});

describe('a name', () => {
  const french = ['À faire', 'En cours', 'En revue', 'Bloqué', 'Terminé'];
  const english = ['To Do', 'In Progress', 'In Review', 'Blocked', 'Done'];
  const one = (all: readonly string[], written: string) => meant(all, written, (name) => [name], 'status');

  it.each([
    ['to do', 'À faire', 'To Do'],
    ['A FAIRE', 'À faire', 'To Do'],
    ['in progress', 'En cours', 'In Progress'],
    ['revue', 'En revue', 'In Review'],
    ['done', 'Terminé', 'Done'],
    ['fermé', 'Terminé', 'Done'],
    ['blocked', 'Bloqué', 'Blocked'],
  ])('%s is meant in either language', (written, fr, en) => {
    expect([one(french, written), one(english, written)]).toEqual([[fr], [en]]);
  });

  it('is forgiven a typing error, not another number', () => {
    expect(one(french, 'en courss')).toEqual(['En cours']);
    expect(one(['SEV1', 'SEV2'], 'sev9')).toEqual([]);
    expect(one(french, 'rien de tel')).toEqual([]);
  });
});
