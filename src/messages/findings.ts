import type { Findings } from '../core/incident.ts';
import { bold, code, link, moment } from '../core/reply.ts';
import type { Inline, ReplyBlock, Span } from '../core/reply.ts';
import type { Translate } from './translate.ts';

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
  { repository, sha, pull }: NonNullable<NonNullable<Findings['change']>['source']>,
): Inline {
  const commit = [t('findings.commit'), ' ', code(`${repository}@${sha.slice(0, 7)}`)];
  if (!pull) return commit;
  const { number, title, url, author } = pull;
  return [...commit, ' · ', link(`#${number} ${title}`, url), author ? ` (${author})` : ''];
}
