import type { Evidence, Findings } from '../core/incident.ts';
import { bold, code, link, moment } from '../core/reply.ts';
import type { Inline, ReplyBlock, Span } from '../core/reply.ts';
import type { Translate } from './translate.ts';

/** A time as Kubernetes and a detector's evidence write it. */
const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** What the cluster said, field by field: words as they stood there, times in the reader's own zone. */
export function evidenceItems(evidence: readonly Evidence[]): (readonly (string | Span)[])[] {
  return evidence
    .filter(({ value }) => value !== '')
    .map(({ field, value }) => [
      code(field),
      ' ',
      isoTime.test(value) ? moment(new Date(value)) : code(value),
    ]);
}

/** What was found out about an incident, for its thread and for those who ask: the last change, warnings, last words. */
export function findingBlocks(t: Translate, { logs, events, change }: Findings): ReplyBlock[] {
  return [
    ...(change ? changeBlocks(t, change) : []),
    ...(events.length > 0
      ? [
          { kind: 'text' as const, text: bold(t('findings.events')) },
          {
            kind: 'list' as const,
            items: events.map(
              ({ reason, message, count }): Inline => [
                code(reason),
                ` ${message}${count > 1 ? ` (×${count})` : ''}`,
              ],
            ),
          },
        ]
      : []),
    ...(logs
      ? [
          {
            kind: 'text' as const,
            text: [bold(t('findings.logs')), ' ', code(`${logs.pod}/${logs.container}`)],
          },
          { kind: 'code' as const, text: logs.text, filename: `${logs.pod}.log` },
        ]
      : []),
  ];
}

function changeBlocks(t: Translate, change: NonNullable<Findings['change']>): ReplyBlock[] {
  const { at, by, command, cause, images, imagesBefore, source } = change;
  const who = by
    ? command
      ? t('findings.by_nox', { who: by, command })
      : t('findings.by', { who: by })
    : '';
  const first: (string | Span)[] = [
    bold(t('findings.change')),
    ' ',
    moment(new Date(at)),
    who ? ` · ${who}` : '',
  ];
  const now = images.filter((image) => !imagesBefore.includes(image));
  const before = imagesBefore.filter((image) => !images.includes(image));
  const isImage = imagesBefore.length > 0 && now.length > 0;
  const items: Inline[] = [
    ...(isImage ? [[code(before.join(', ') || '–'), ' → ', code(now.join(', '))]] : []),
    ...(!isImage && imagesBefore.length > 0 ? [t('findings.configuration')] : []),
    ...(cause ? [cause] : []),
    ...(source ? [sourceOf(t, source)] : []),
  ];
  return [{ kind: 'text', text: first }, ...(items.length > 0 ? [{ kind: 'list' as const, items }] : [])];
}

function sourceOf(
  t: Translate,
  { repository, sha, commit, pull }: NonNullable<NonNullable<Findings['change']>['source']>,
): Inline {
  const name = `${repository}@${sha.slice(0, 7)}`;
  const by = (author: string) => (author ? ` (${author})` : '');
  const told: (string | Span)[] = commit
    ? [
        t('findings.commit'),
        ' ',
        link(name, commit.url),
        ` ${t('findings.quoted', { title: shorten(commit.title) })}${by(commit.author)}`,
      ]
    : [t('findings.commit'), ' ', code(name)];
  if (!pull) return told;
  const { number, title, url, author } = pull;
  const label = t('findings.pull', { number, title: shorten(title) });
  return [...told, ' · ', link(label, url), by(author)];
}

const longestTitle = 100;

function shorten(title: string): string {
  return title.length > longestTitle ? `${title.slice(0, longestTitle - 1)}…` : title;
}
