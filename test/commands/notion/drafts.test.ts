import { expect, test } from 'vitest';
import { draftsOf } from '../../../src/commands/notion/drafts.ts';

const run = (text: string, style = {}) => ({ text, bold: false, code: false, url: undefined, ...style });

test('each kind of line becomes its block', () => {
  const drafts = draftsOf(
    [
      '# Titre',
      '#### Petit',
      'Une ligne',
      'et sa suite',
      '',
      '- un',
      '* deux',
      '1. premier',
      '- [ ] à faire',
      '[x] fait',
      '> cité',
      '---',
      '```ts',
      'const a = 1;',
      '',
      '# pas un titre',
      '```',
      'fin',
    ].join('\r\n'),
  );
  expect(drafts).toEqual([
    { kind: 'heading', level: 1, text: [run('Titre')] },
    { kind: 'heading', level: 3, text: [run('Petit')] },
    { kind: 'paragraph', text: [run('Une ligne\net sa suite')] },
    { kind: 'bullet', text: [run('un')] },
    { kind: 'bullet', text: [run('deux')] },
    { kind: 'number', text: [run('premier')] },
    { kind: 'todo', done: false, text: [run('à faire')] },
    { kind: 'todo', done: true, text: [run('fait')] },
    { kind: 'quote', text: [run('cité')] },
    { kind: 'divider' },
    { kind: 'code', text: 'const a = 1;\n\n# pas un titre', language: 'typescript' },
    { kind: 'paragraph', text: [run('fin')] },
  ]);
});

test('bold, code and links within a line; what is not closed stays as it is', () => {
  const [draft] = draftsOf('voir **gras** `code` [ici](https://a.fr/x) et https://b.fr/y. **pas fermé');
  expect(draft).toEqual({
    kind: 'paragraph',
    text: [
      run('voir '),
      run('gras', { bold: true }),
      run(' '),
      run('code', { code: true }),
      run(' '),
      run('ici', { url: 'https://a.fr/x' }),
      run(' et '),
      run('https://b.fr/y', { url: 'https://b.fr/y' }),
      run('. **pas fermé'),
    ],
  });
  expect(draftsOf(`[x](https://a.fr/${'y'.repeat(2_000)})`)).toMatchObject([{ text: [{ url: undefined }] }]);
});

test('odd texts neither fail nor vanish', () => {
  expect(draftsOf('```\nsans fin')).toEqual([{ kind: 'code', text: 'sans fin', language: 'plain text' }]);
  expect(draftsOf('~~~brainfuck\n+\n~~~')).toEqual([{ kind: 'code', text: '+', language: 'plain text' }]);
  expect(draftsOf('#sans espace')).toEqual([{ kind: 'paragraph', text: [run('#sans espace')] }]);
  expect(draftsOf('[lien](javascript:alert(1))')).toEqual([
    { kind: 'paragraph', text: [run('[lien](javascript:alert(1))')] },
  ]);
  expect(draftsOf(' \n\n ')).toEqual([]);
});
