import type { Severity } from '../../core/incident.ts';
import { NoxError } from '../../core/errors.ts';
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
const minutesOf: Readonly<Record<string, number>> = { m: 1, min: 1, h: 60, d: 1_440, j: 1_440 };
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
  const afterMinutes = after === undefined ? 0 : readMinutes(after);
  if (!severity || place === '' || more.length > 0 || afterMinutes === undefined)
    throw new NoxError('bad_input', {}, { sentence: 'ticket.bad_rule' });
  return { severity, scope: scope || undefined, place, afterMinutes };
}

/** `30m`, `2 h unattended`. */
function readMinutes(said: string): number | undefined {
  const [, count, unit = 'm'] =
    /^(\d{1,4})\s*(m|min|h|d|j)?(?:\s+(?:unattended|sans\s+\S+(?:\s+\S+)?|non\s+pris\S*))?$/i.exec(
      said.trim(),
    ) ?? [];
  const minutes = Number(count) * (minutesOf[unit.toLowerCase()] ?? 1);
  return minutes >= 0 && minutes <= longestMinutes ? minutes : undefined;
}
