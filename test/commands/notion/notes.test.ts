import { expect, test } from 'vitest';
import { renderNotes } from '../../../src/commands/notion/notes.ts';
import type { Note, NoteKind } from '../../../src/integrations/notion/types.ts';

const text = (words: string) => [{ text: words, bold: false, code: false, url: undefined }];
const note = (kind: NoteKind, words = '', more: Partial<Note> = {}): Note => ({
  kind,
  text: text(words),
  children: [],
  ...more,
});
const said = (notes: readonly Note[]) =>
  renderNotes(notes).blocks.map((block) => ('text' in block ? [block.text].flat().join('') : block.kind));

test('lines stand together, numbers count on, what is inside is indented', () => {
  const notes = [
    note('number', 'un'),
    note('number', 'deux', { children: [note('bullet', 'dedans')] }),
    note('paragraph', 'entre'),
    note('number', 'encore'),
    note('group', '', { children: [note('paragraph', 'colonne')] }),
  ];
  expect(said(notes)).toEqual(['1. un\n2. deux\n\u2003• dedans\nentre\n1. encore\ncolonne']);
});

test('a table without a header, an empty page, a block that is not known', () => {
  const table = note('table', '', { rows: [[text('a'), text('b')]], hasHeader: false });
  expect(renderNotes([table]).blocks).toEqual([
    { kind: 'table', columns: [{ title: '' }, { title: '' }], rows: [[['a'], ['b']]] },
  ]);
  expect(renderNotes([note('paragraph')])).toEqual({ blocks: [], cut: false });
  expect(renderNotes([note('other')])).toEqual({ blocks: [], cut: true });
});

test('what is long is cut, and says so', () => {
  const long = Array.from({ length: 90 }, () => note('paragraph', 'x'.repeat(300)));
  const { blocks, cut } = renderNotes(long);
  expect(cut).toBe(true);
  expect(JSON.stringify(blocks).length).toBeLessThan(12_000);
  const many = Array.from({ length: 90 }, (_each, at) => note('heading', `h${at}`));
  expect(renderNotes(many).blocks.length).toBeLessThanOrEqual(36);
});
