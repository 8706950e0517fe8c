import { fold } from './words.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const units: readonly (readonly [RegExp, number])[] = [
  [/^(?:m|mins?|minutes?)$/, minute],
  [/^(?:h|hrs?|hours?|heures?)$/, hour],
  [/^(?:d|j|days?|jours?)$/, day],
  [/^(?:w|sem|weeks?|semaines?)$/, 7 * day],
];
const numbers: Readonly<Record<string, string>> = { un: '1', une: '1', a: '1', an: '1', one: '1' };

/**
 * A duration as people write it (`30m`, `1h30`, `1h 30m`, `90 min`, `2 jours`, `1j`, `2w`), in milliseconds; undefined for
 * what is none. The largest unit comes first, each once.
 * @param bare the unit of a number that has none
 */
export function readDuration(written: string, bare: 'm' | 'h' = 'h'): number | undefined {
  const said = fold(written.trim()).replace(/^(?:un|une|an?|one)(?=\s)/, (word) => numbers[word] ?? word);
  const parts = [...said.matchAll(/(\d+)\s*([a-z]*)\s*(?:(?:,|et\b|and\b)\s*(?=\d))?/gy)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== said) return undefined;
  let sum = 0;
  let before = Infinity;
  for (const [, count = '', unit = ''] of parts) {
    // Behind hours the minutes need no unit: 1h30.
    const isRest = unit === '' && before === hour;
    const factor = unit === '' && parts.length === 1 ? factorOf(bare) : isRest ? minute : factorOf(unit);
    const isInOrder = factor !== undefined && factor < before;
    if (!isInOrder || count.length > 4 || (isRest && Number(count) > 59)) return undefined;
    sum += Number(count) * factor;
    before = factor;
  }
  return sum;
}

function factorOf(unit: string): number | undefined {
  return units.find(([words]) => words.test(unit))?.[1];
}
