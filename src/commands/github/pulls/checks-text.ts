import { link } from '../../../core/reply.ts';
import type { Inline, Span } from '../../../core/reply.ts';
import type { Checks, Review } from '../../../integrations/github/types.ts';
import type { Translate } from '../../../messages/translate.ts';

const namedFailures = 5;

/** `3 réussis, 1 en échec (lint)`, with what could not be read. */
export function checksText(t: Translate, checks: Checks): string {
  const { passed, failed, pending, isWhole } = checks;
  if (passed + failed + pending === 0) return t(isWhole ? 'github.checks_none' : 'github.checks_unknown');
  const counts = t('github.checks', { passed, failed, pending });
  return isWhole ? counts : t('github.checks_partly', { counts });
}

/** The same with the names of what failed, linked. */
export function checksInline(t: Translate, checks: Checks): Inline {
  const failing = checks.failing
    .slice(0, namedFailures)
    .flatMap((each, at): (string | Span)[] => [at === 0 ? ' (' : ', ', link(each.name, each.url)]);
  const rest = checks.failing.length > namedFailures ? ', …' : '';
  return [checksText(t, checks), ...failing, failing.length > 0 ? `${rest})` : ''];
}

/** `ada (approuve), bob (attendu)` */
export function reviewsText(t: Translate, reviews: readonly Review[], awaited: readonly string[]): string {
  const said = reviews
    .filter(({ author }) => !awaited.includes(author))
    .map(({ author, state }) => `${author} (${t(`github.review.${state}`)})`);
  const all = [...said, ...awaited.map((each) => `${each} (${t('github.review.awaited')})`)];
  return all.length > 0 ? all.join(', ') : t('github.review.none');
}
