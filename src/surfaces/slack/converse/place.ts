import type { SlashAnswer } from '../speak/respond.ts';

/** Where an answer goes, and by which ways. */
export interface Place {
  readonly channel: string;
  readonly slackUserId: string;
  /** Mentions are answered in their thread. */
  readonly threadTs?: string | undefined;
  /**
   * The answer begins the thread. Private messages are not shown in a thread that has not begun
   * (https://docs.slack.dev/reference/methods/chat.postEphemeral), and are said beside it.
   */
  readonly opensThread?: boolean;
  /** A direct message: everything may be said there, nobody else reads it. */
  readonly direct: boolean;
  /** People of other organisations read here: members are answered privately. */
  readonly shared: boolean;
  /** Slash commands and clicks: Slack's own way back, good for 30 minutes and five answers. */
  readonly responseUrl?: string | undefined;
  /** Answers in the acknowledgement while it is still open; false when it is not. */
  readonly answerNow?: ((answer: SlashAnswer) => Promise<boolean>) | undefined;
  /** What is for everybody is said in the thread, although there is a `responseUrl`: it concerns an alert. */
  readonly inThread?: boolean;
  /** A click: the message that held the button. */
  readonly prompt?: Prompt | undefined;
}

/** The message whose button was pressed. */
export interface Prompt {
  /** What the button said. */
  readonly label: string;
  readonly ts: string | undefined;
  /** It asked the person who clicks: it may be edited away. */
  readonly own: boolean;
  /** Others in the channel see it. */
  readonly public: boolean;
}
