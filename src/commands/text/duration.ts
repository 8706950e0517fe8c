const hour = 3_600_000;
const factors: Readonly<Record<string, number>> = {
  m: 60_000,
  min: 60_000,
  h: hour,
  '': hour,
  d: 24 * hour,
  j: 24 * hour,
  w: 7 * 24 * hour,
  s: 7 * 24 * hour,
};

/** A duration as people write it (`30m`, `2h`, `7d`, `7j`, `2w`), in milliseconds; undefined for what is none. */
export function readDuration(written: string): number | undefined {
  const [, count, unit = ''] = /^(\d{1,4})\s*(m|min|h|d|j|w|s)?$/i.exec(written.trim()) ?? [];
  const ms = Number(count) * (factors[unit.toLowerCase()] ?? hour);
  return ms > 0 ? ms : undefined;
}
