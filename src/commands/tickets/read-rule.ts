import type { Severity } from '../../core/incident.ts';
import { NoxError } from '../../core/errors.ts';
import { readDuration } from '../text/duration.ts';
import { fold } from '../text/words.ts';

/** A rule as it was said. */
export interface SaidRule {
  readonly severity: Severity;
  /** `prod`, `prod/payments`; undefined: everything. */
  readonly scope: string | undefined;
  /** `jira PAY`, `acme/web`. */
  readonly place: string;
  readonly afterMinutes: number;
}

const severityWords: Readonly<Record<Severity, readonly string[]>> = {
  info: ['info', 'information', 'tout', 'all'],
  warning: ['warning', 'avertissement', 'attention'],
  high: ['high', 'grave', 'elevee', 'haute', 'major', 'majeur'],
  critical: ['critical', 'critique', 'crit'],
};
const longestMinutes = 7 * 1_440;

/**
 * `critical prod/payments to PAY after 30m unattended`, `grave vers acme/web`.
 * Errors: `bad_input` with how it is said.
 */
export function readRule(said: string): SaidRule {
  const [, head = '', place = '', , after] =
    /^(.*?)\s*(?:\bto\b|\bvers\b|\bdans\b|→|->)\s*(.+?)(\s+(?:after|apr[eè]s)\s+(.+))?$/i.exec(said.trim()) ??
    [];
  const [word = '', scope, ...more] = head
    .replace(/\b(?:incidents?|sur|on|de|du|for|pour)\b/gi, ' ')
    .trim()
    .split(/\s+/);
  const severity = (Object.keys(severityWords) as Severity[]).find((each) =>
    severityWords[each].includes(fold(word).replace(/s$/, '')),
  );
  if (!severity || place === '' || more.length > 0)
    throw new NoxError('bad_input', {}, { sentence: 'ticket.bad_rule' });
  const afterMinutes = after === undefined ? 0 : readMinutes(after);
  return { severity, scope: scope || undefined, place, afterMinutes };
}

/** `30m`, `1h30 unattended`, `2 heures sans prise en charge`. Errors: `bad_input` with examples. */
function readMinutes(said: string): number {
  const written = said.replace(/\s+(?:unattended|sans\s.+|non\s+pris\S*)$/i, '');
  const minutes = (readDuration(written, 'm') ?? Infinity) / 60_000;
  if (minutes <= longestMinutes) return minutes;
  throw new NoxError('bad_input', { after: said.trim().slice(0, 80) }, { sentence: 'ticket.bad_after' });
}
