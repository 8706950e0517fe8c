/** One of several things that the person may have meant. */
export interface Option {
  /** What the button says. */
  readonly label: string;
  /** The value that the parameter takes when it is chosen. */
  readonly value: string;
}

/**
 * Thrown by a command when several things fit (which cluster, which repository). The runner turns it into a
 * question with buttons; the answer runs the same command again with `parameter` set.
 */
export class ChoiceNeeded extends Error {
  override readonly name = 'ChoiceNeeded';
  readonly parameter: string;
  /** What is chosen among, a key of `messages` such as `choice.cluster`. */
  readonly question: string;
  readonly options: readonly Option[];

  constructor(parameter: string, question: string, options: readonly Option[]) {
    super(`choice needed: ${parameter}`);
    this.parameter = parameter;
    this.question = question;
    this.options = options;
  }
}
