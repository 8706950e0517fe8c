import { bold, link } from '../core/reply.ts';
import type { Reply, ReplyBlock } from '../core/reply.ts';
import type { Draft, Text } from '../integrations/notion/types.ts';
import { attentionOf, figuresOf, verdictOf } from './compose.ts';
import type { ReportData } from './gather.ts';
import type { Section } from './sections.ts';
import type { Writing } from './writing.ts';

const shownInSlack = 5;
type Picture = ReplyBlock & { readonly kind: 'picture' };

/** A report as blocks of a Notion page. @param uploads charts that Notion has, by their names; the others are left out */
export function draftsOf(sections: readonly Section[], uploads: ReadonlyMap<string, string>): Draft[] {
  const text = (words: string, isBold = false): Text => [
    { text: words, bold: isBold, code: false, url: undefined },
  ];
  return sections.flatMap((section): Draft | [] => {
    switch (section.kind) {
      case 'chart': {
        const upload = uploads.get(section.chart.name);
        return upload === undefined ? [] : { kind: 'picture', upload, caption: text(section.chart.alt) };
      }
      case 'callout': {
        const isGood = section.tone === 'good';
        const [icon, color] = isGood ? ['✅', 'green_background'] : ['⚠️', 'yellow_background'];
        return { kind: 'callout', text: text(section.text, true), icon: icon ?? '', color: color ?? '' };
      }
      case 'heading':
        return { kind: 'heading', level: 2, text: text(section.text) };
      case 'text':
        return { kind: 'paragraph', text: text(section.text) };
      case 'bullets':
        return { kind: 'bullets', items: section.items.map((each) => text(each)) };
      case 'table':
        return {
          kind: 'table',
          rows: [
            section.columns.map((each) => text(each, true)),
            ...section.rows.map((row) => row.map((each) => text(each))),
          ],
        };
    }
  });
}

/** A whole report as a reply: for a look at it before it is written. @param picture of its first chart */
export function previewOf(
  title: string,
  sections: readonly Section[],
  picture: Picture | undefined,
  note: string,
): Reply {
  const blocks = sections.flatMap((section): ReplyBlock | [] => {
    switch (section.kind) {
      case 'chart':
        return [];
      case 'callout':
        return { kind: 'notice', tone: section.tone === 'good' ? 'ok' : 'warning', text: section.text };
      case 'heading':
        return { kind: 'text', text: bold(section.text) };
      case 'text':
        return { kind: 'context', text: section.text };
      case 'bullets':
        return { kind: 'list', items: section.items };
      case 'table':
        return {
          kind: 'table',
          columns: section.columns.map((each) => ({ title: each })),
          rows: section.rows,
        };
    }
  });
  return {
    summary: title,
    audience: 'asker',
    blocks: [
      { kind: 'heading', text: title },
      ...blocks,
      { kind: 'context', text: note },
      ...(picture ? [picture] : []),
    ],
  };
}

/** A report in short, with the way to its page. */
export function summaryOf(
  writing: Writing,
  title: string,
  data: ReportData,
  pageUrl: string | undefined,
  picture: Picture | undefined,
): Reply {
  const { t } = writing;
  const { isGood, text } = verdictOf(writing, data);
  const attention = attentionOf(writing, data);
  const more = attention.length - shownInSlack;
  return {
    summary: title,
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'notice', tone: isGood ? 'ok' : 'warning', text },
      { kind: 'fields', fields: figuresOf(writing, data).map(([label, value]) => ({ label, value })) },
      ...(attention.length > 0
        ? [
            {
              kind: 'list' as const,
              items: [
                ...attention.slice(0, shownInSlack),
                ...(more > 0 ? [t('report.more', { count: more })] : []),
              ],
            },
          ]
        : []),
      ...(pageUrl ? [{ kind: 'text' as const, text: [link(t('report.read'), pageUrl)] }] : []),
      ...(picture ? [picture] : []),
    ],
  };
}
