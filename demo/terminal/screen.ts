import { drawMessage } from './draw.ts';
import type { Shown } from './draw.ts';
import type { Names } from './markup.ts';

/** A message as one person sees it in one channel. */
export interface Seen {
  readonly ts: string;
  readonly author: string;
  readonly text: string;
  readonly blocks?: readonly unknown[] | undefined;
  readonly threadTs?: string | undefined;
  readonly ephemeral: boolean;
}

/** A button on screen, with the message it stands in. */
export interface Clickable extends Shown {
  readonly ts: string;
}

/** What one person has already been shown, and the buttons that may be clicked now. */
export interface Screen {
  /** The lines of what is new or was edited since the last call. */
  news(messages: readonly Seen[], names: Names): string[];
  button(number: number): Clickable | undefined;
}

/** An empty screen. Buttons are numbered anew whenever an answer brings some. */
export function createScreen(bold: (text: string) => string): Screen {
  const shown = new Map<string, string>();
  let buttons: Clickable[] = [];
  return {
    news(messages, names) {
      const fresh = messages.filter((message) => shown.get(message.ts) !== contentOf(message));
      if (fresh.length > 0) buttons = [];
      return fresh.flatMap((message) => {
        const before = shown.has(message.ts);
        shown.set(message.ts, contentOf(message));
        const drawn = drawMessage(message, names, buttons.length + 1);
        buttons.push(...drawn.buttons.map((button) => ({ ...button, ts: message.ts })));
        const notes = [
          message.threadTs && message.threadTs !== message.ts ? 'fil' : '',
          message.ephemeral ? 'visible par vous seul' : '',
          before ? 'modifié' : '',
        ].filter(Boolean);
        const head = bold(message.author) + (notes.length > 0 ? ` (${notes.join(', ')})` : '');
        return [head, ...drawn.lines.map((line) => `  ${line}`)];
      });
    },
    button: (number) => buttons[number - 1],
  };
}

function contentOf(message: Seen): string {
  return JSON.stringify([message.text, message.blocks]);
}
