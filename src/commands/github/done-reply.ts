import { link } from '../../core/reply.ts';
import type { Inline, Reply } from '../../core/reply.ts';

/** What was done, in one sentence, with a link to it and what may be said next. */
export function doneReply(text: string, url: string, next?: string): Reply {
  const linked: Inline = [text, ' ', link('↗', url)];
  return {
    summary: text,
    blocks: [
      { kind: 'notice', tone: 'ok', text: linked },
      ...(next === undefined ? [] : [{ kind: 'context' as const, text: next }]),
    ],
  };
}
