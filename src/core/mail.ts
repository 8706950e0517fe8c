import type { Locale } from './locale.ts';

/** A mail to one person. Everything is text; what it looks like is the mailer's own. */
export interface Letter {
  readonly to: string;
  readonly locale: Locale;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** Where it leads: shown as buttons, and written out for those who copy. */
  readonly links: readonly { readonly label: string; readonly href: string }[];
  /** What stands below, in small print. */
  readonly notes: readonly string[];
}

/**
 * What became of a mail: taken over by the mail server; or not, since it cannot be reached, did not answer in time (the
 * mail may have left all the same), asks to be asked later, refuses the address for good, or refuses for another reason.
 */
export const deliveries = ['sent', 'unreachable', 'slow', 'later', 'bad_address', 'refused'] as const;
export type Delivery = (typeof deliveries)[number];

/** Sends mail. Never rejects for what the mail server or the network does. */
export interface Mailer {
  /** Sends within some seconds. */
  send(letter: Letter): Promise<Delivery>;
  /** Writes and sends letters that nobody waits for: the time of an answer tells nothing of them. */
  sendBehind(write: () => Promise<readonly Letter[]>): void;
  /** Resolves when nothing is on its way any more. */
  settled(): Promise<void>;
}
