import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reply, ReplyBlock, Span } from '../../../../src/core/reply.ts';
import { ago, bold, code, link } from '../../../../src/core/reply.ts';
import { renderPlain, renderReply } from '../../../../src/surfaces/slack/render/render.ts';
import { tableAsText } from '../../../../src/surfaces/slack/render/table.ts';
import { widthOf } from '../../../../src/surfaces/slack/render/width.ts';

const reader = { locale: 'fr', timeZone: 'Europe/Paris', now: new Date('2026-01-02T12:00:00Z') } as const;
const nasty = fc.constantFrom(
  '<!channel>',
  '<@U1>',
  '&',
  '```',
  '*x*',
  'é',
  '🚀',
  '\ud800',
  '\u001b[31m',
  '\n',
  '|',
  '<https://evil.example|bank>',
);
const short = fc
  .array(fc.oneof(nasty, fc.string({ maxLength: 12 })), { maxLength: 6 })
  .map((each) => each.join(''));
const long = fc
  .tuple(short, fc.integer({ min: 100, max: 900 }))
  .map(([text, times]) => `${text}& <a>`.repeat(times));
const words = fc.oneof({ weight: 6, arbitrary: short }, { weight: 1, arbitrary: long });
const spans = (text: fc.Arbitrary<string>): fc.Arbitrary<string | Span> =>
  fc.oneof(
    text,
    text.map(bold),
    text.map(code),
    fc
      .tuple(text, fc.oneof(fc.webUrl(), text))
      .map(([label, url]): Span => ({ kind: 'link', text: label, url })),
    fc.date({ noInvalidDate: false }).map(ago),
    fc
      .tuple(text, fc.option(text, { nil: undefined }))
      .map(([name, slackUserId]): Span => ({ kind: 'person', name, slackUserId })),
  );
const inline = fc.oneof(spans(words), fc.array(spans(words), { maxLength: 4 }));
const table = fc.record({
  columns: fc.array(fc.record({ title: short }), { minLength: 1, maxLength: 24 }),
  rows: fc.array(fc.array(spans(short), { maxLength: 5 }), { maxLength: 120 }),
});
const button = fc.record({
  label: words,
  action: fc.string({ maxLength: 30 }),
  option: fc.string({ maxLength: 4 }),
});
const block: fc.Arbitrary<ReplyBlock> = fc.oneof(
  words.map((text): ReplyBlock => ({ kind: 'heading', text })),
  inline.map((text): ReplyBlock => ({ kind: 'text', text })),
  inline.map((text): ReplyBlock => ({ kind: 'notice', tone: 'warning', text })),
  inline.map((text): ReplyBlock => ({ kind: 'context', text })),
  fc.array(inline, { maxLength: 12 }).map((items): ReplyBlock => ({ kind: 'list', items })),
  fc
    .array(fc.record({ label: words, value: inline }), { maxLength: 14 })
    .map((fields): ReplyBlock => ({ kind: 'fields', fields })),
  table.map((each): ReplyBlock => ({ kind: 'table', ...each })),
  words.map((text): ReplyBlock => ({ kind: 'code', text, filename: 'x.log' })),
  fc.array(button, { maxLength: 40 }).map((buttons): ReplyBlock => ({ kind: 'buttons', buttons })),
);
const reply: fc.Arbitrary<Reply> = fc.record({ summary: words, blocks: fc.array(block, { maxLength: 12 }) });

type Loose = { readonly [key: string]: unknown };

/** All objects of a message, at any depth. */
function* objectsIn(value: unknown): Generator<Loose> {
  if (typeof value !== 'object' || value === null) return;
  yield value as Loose;
  for (const each of Object.values(value)) yield* objectsIn(each);
}

/** Markup that a text carries, of the forms that we make ourselves. */
function isOwnMarkup(text: string): boolean {
  const rest = text.replace(
    /<(https?:\/\/[^<>|\s]+(\|[^<>|]*)?|@[UW][A-Z0-9]+|!date\^\d+\^[^<>|]*\|[^<>]*)>/g,
    '',
  );
  return !/[<>]/.test(rest) && !/&(?!(amp|lt|gt);)/.test(rest);
}

describe('any reply', () => {
  it('is rendered within Slack’s limits, and nothing that was quoted becomes markup', () => {
    fc.assert(
      fc.property(reply, (given) => {
        const { text, blocks } = renderReply(given, reader, 'U1');
        expect(text.length).toBeGreaterThan(0);
        expect(isOwnMarkup(text)).toBe(true);
        expect(blocks.length).toBeLessThanOrEqual(50);
        expect(blocks.filter((each) => each.type === 'table').length).toBeLessThanOrEqual(1);
        for (const each of objectsIn(blocks)) {
          if (each.type === 'mrkdwn') {
            expect(isOwnMarkup(String(each.text))).toBe(true);
            expect(String(each.text).length).toBeGreaterThan(0);
          }
          if (each.type === 'section') {
            expect(String((each.text as Loose | undefined)?.text ?? '').length).toBeLessThanOrEqual(3_000);
            for (const field of (each.fields ?? []) as Loose[])
              expect(String(field.text).length).toBeLessThanOrEqual(2_000);
            expect(((each.fields ?? []) as Loose[]).length).toBeLessThanOrEqual(10);
          }
          if (each.type === 'header')
            expect(String((each.text as Loose).text).length).toBeLessThanOrEqual(150);
          if (each.type === 'actions') expect((each.elements as Loose[]).length).toBeLessThanOrEqual(25);
          if (each.type === 'button') {
            expect(String((each.text as Loose).text).length).toBeLessThanOrEqual(75);
            expect(String(each.value).length).toBeLessThanOrEqual(2_000);
          }
          if (each.type === 'table') {
            expect((each.rows as unknown[]).length).toBeLessThanOrEqual(100);
            expect(((each.rows as unknown[][])[0] ?? []).length).toBeLessThanOrEqual(20);
          }
        }
        expect(isOwnMarkup(renderPlain(given, reader))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a reply', () => {
  it('that has too many blocks keeps its buttons', () => {
    const many = Array.from({ length: 60 }, (): ReplyBlock => ({ kind: 'text', text: 'x' }));
    const buttons: ReplyBlock = { kind: 'buttons', buttons: [{ label: 'Oui', action: 'a', option: 'yes' }] };
    const { blocks } = renderReply({ summary: 's', blocks: [...many, buttons] }, reader, 'U1');
    expect([blocks.length, blocks.at(-1)?.type]).toEqual([50, 'actions']);
  });

  it('shows links, moments and people in Slack’s own markup', () => {
    const text = [
      'a ',
      link('b|c', 'https://x.example/?a=1&b=2'),
      ago(new Date(5_000)),
      { kind: 'person', slackUserId: 'U1', name: 'n' },
    ] as const;
    const [first] = renderReply({ summary: 's', blocks: [{ kind: 'text', text }] }, reader, 'U1').blocks;
    expect(first).toMatchObject({
      text: {
        text: expect.stringMatching(
          /^a <https:\/\/x\.example\/\?a=1&amp;b=2\|b¦c><!date\^5\^\{ago\}\|[^>]+><@U1>$/,
        ),
      },
    });
  });

  it('that is long code shows the last lines, and the whole as a file', () => {
    const text = Array.from({ length: 2_000 }, (_each, at) => `line ${at} <&>`).join('\n');
    const { blocks, files } = renderReply(
      { summary: 's', blocks: [{ kind: 'code', text, filename: 'a.log' }] },
      reader,
      'U1',
    );
    expect(files).toEqual([{ filename: 'a.log', content: text }]);
    expect(JSON.stringify(blocks)).toContain('line 1999');
  });
});

describe('a table', () => {
  it('is aligned by what is seen, not by how it is stored', () => {
    const lines = tableAsText(
      [{ title: 'Nom' }, { title: 'N', align: 'right' }],
      [
        ['e\u0301te\u0301', '1'],
        ['🚀', '22'],
        ['abc', '3'],
      ],
      reader,
    ).split('\n');
    expect(new Set(lines.map(widthOf))).toEqual(new Set([widthOf(lines[0] ?? '')]));
  });
});
