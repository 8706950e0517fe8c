import { link } from '../../core/reply.ts';
import type { Reply } from '../../core/reply.ts';
import type { Translate } from '../../messages/translate.ts';

/** What was done to an issue, in one sentence with its link. */
export function did(t: Translate, key: string, url: string, sentence: string, title?: string): Reply {
  return {
    summary: sentence,
    blocks: [
      { kind: 'notice', tone: 'ok', text: sentence },
      {
        kind: 'context',
        text: [
          link(key, url),
          title === undefined ? '' : ` ${title}`,
          ' · ',
          link(t('jira.open_in_jira'), url),
        ],
      },
    ],
  };
}
