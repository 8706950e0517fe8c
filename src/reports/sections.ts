import type { Chart } from './charts/chart.ts';

/** A part of a report, in no medium's terms. */
export type Section =
  | { readonly kind: 'callout'; readonly tone: 'good' | 'bad'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bullets'; readonly items: readonly string[] }
  /** Says nothing that does not stand in words too: it may be left out. */
  | { readonly kind: 'chart'; readonly chart: Chart }
  | {
      readonly kind: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };
