import type { Writing } from '../writing.ts';

/** A chart of a report: the drawing, and what it shows in words for those who cannot see it. */
export interface Chart {
  readonly name: 'availability' | 'restarts' | 'incidents' | 'delays' | 'rollouts';
  readonly title: string;
  readonly svg: string;
  readonly alt: string;
}

/** What a step of time is called on an axis: `08 h`; `lun. 17` in a week; `17/11` in a month. */
export function stepLabel(
  { locale, timeZone }: Writing,
  unit: 'hour' | 'day',
  start: Date,
  howMany: number,
): string {
  const options: Intl.DateTimeFormatOptions =
    unit === 'hour'
      ? { hour: '2-digit', hourCycle: 'h23' }
      : howMany > 10
        ? { day: 'numeric', month: 'numeric' }
        : { weekday: 'short', day: 'numeric' };
  return new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(start);
}
