import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDocument, textOf } from '../../../demo/jira/document.ts';
import { blocksOfText } from '../../../src/integrations/jira/document/read-text.ts';
import { blocksOfDocument } from '../../../src/integrations/jira/document/read.ts';
import { documentOf } from '../../../src/integrations/jira/document/write.ts';

const text = (words: string) => ({ type: 'text', text: words });
const paragraph = (...content: object[]) => ({ type: 'paragraph', content });
const doc = (...content: object[]) => ({ type: 'doc', version: 1, content });

describe('writing a document', () => {
  it('makes one that Jira takes, whatever is written, and keeps its words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (written) => {
        const made = documentOf(written);
        expect(isDocument(JSON.parse(JSON.stringify(made)))).toBe(true);
        const letters = (words: string) => words.replace(/[^\p{L}\p{N}]/gu, '');
        expect(letters(textOf(made))).toBe(letters(written));
      }),
    );
  });

  it('knows paragraphs, lines, lists, code and addresses', () => {
    const made = documentOf('Voir https://a.example/x?y=1.\nligne\n\n- un\n- deux\n```\nlet a = 1\n```');
    expect(made.content).toMatchObject([
      {
        type: 'paragraph',
        content: [
          text('Voir '),
          { text: 'https://a.example/x?y=1', marks: [{ attrs: { href: 'https://a.example/x?y=1' } }] },
          text('.'),
          { type: 'hardBreak' },
          text('ligne'),
        ],
      },
      { type: 'bulletList', content: [{ type: 'listItem' }, { type: 'listItem' }] },
      { type: 'codeBlock', content: [text('let a = 1')] },
    ]);
  });
});

describe('reading a document', () => {
  it('gives what it wrote', () => {
    expect(blocksOfDocument(documentOf('un\n\ndeux'))).toEqual([
      { kind: 'text', text: ['un'] },
      { kind: 'text', text: ['deux'] },
    ]);
  });

  it('keeps the words of everything, and the form of what a reply knows', () => {
    const list = {
      type: 'bulletList',
      content: [{ type: 'listItem', content: [paragraph(text('dedans'))] }],
    };
    const blocks = blocksOfDocument(
      doc(
        { type: 'panel', attrs: { panelType: 'error' }, content: [paragraph(text('attention'))] },
        { type: 'orderedList', content: [{ type: 'listItem', content: [paragraph(text('un')), list] }] },
        {
          type: 'taskList',
          content: [{ type: 'taskItem', attrs: { state: 'DONE' }, content: [text('fait')] }],
        },
        {
          type: 'table',
          content: [
            { type: 'tableRow', content: [{ type: 'tableHeader', content: [paragraph(text('T'))] }] },
            { type: 'tableRow', content: [{ type: 'tableCell', content: [paragraph(text('v'))] }] },
          ],
        },
        paragraph(
          { type: 'mention', attrs: { id: '1', text: '@Léa' } },
          { type: 'emoji', attrs: { shortName: ':tada:' } },
        ),
        { type: 'blockquote', content: [paragraph(text('cité'))] },
        { type: 'layoutSection', content: [{ type: 'layoutColumn', content: [paragraph(text('colonne'))] }] },
        { type: 'rule' },
      ),
    );
    expect(blocks).toEqual([
      { kind: 'notice', tone: 'error', text: ['attention'] },
      {
        kind: 'list',
        items: [
          ['1. ', 'un'],
          ['   ', 'dedans'],
        ],
      },
      { kind: 'list', items: [['☑ ', 'fait']] },
      { kind: 'table', columns: [{ title: 'T' }], rows: [[['v']]] },
      { kind: 'text', text: ['@Léa', ':tada:'] },
      { kind: 'text', text: ['▏ ', 'cité'] },
      { kind: 'text', text: ['colonne'] },
    ]);
  });

  it('makes no link of what is no web address, and survives anything', () => {
    const marks = [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }];
    expect(blocksOfDocument(doc(paragraph({ ...text('x'), marks })))).toEqual([
      { kind: 'text', text: ['x'] },
    ]);
    fc.assert(
      fc.property(fc.anything(), fc.array(fc.anything()), (one, content) => {
        expect(Array.isArray(blocksOfDocument(one))).toBe(true);
        expect(Array.isArray(blocksOfDocument({ type: 'doc', content }))).toBe(true);
      }),
    );
    let deep: object = paragraph(text('au fond'));
    for (let at = 0; at < 500; at++) deep = { type: 'expand', content: [deep] };
    expect(blocksOfDocument(doc(deep))).toEqual([]);
  });
});

it('reads a text of version 2', () => {
  expect(blocksOfText('un\r\n\r\ndeux {code:java}x = 1{code} trois')).toEqual([
    { kind: 'text', text: 'un' },
    { kind: 'text', text: 'deux' },
    { kind: 'code', text: 'x = 1', filename: 'extrait.txt' },
    { kind: 'text', text: 'trois' },
  ]);
});
