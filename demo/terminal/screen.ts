import type { Message } from '../slack/platform.ts';
import type { Words } from '../words/fr.ts';
import { drawMessage } from './draw.ts';
import type { Shown } from './draw.ts';
import type { Names } from './markup.ts';

/** A button on screen, with the message it stands in. */
export interface Clickable extends Shown {
  readonly ts: string;
  readonly channelId: string;
}

/** How a screen writes. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
}

/** What one person has been shown, and the buttons that may be clicked now. */
export interface Screen {
  /** Draws what is new or was edited since the last call; `elsewhere` names a place that is not the one one looks at. */
  news(messages: readonly Message[], show: Showing, elsewhere?: string): string[];
  /** Takes messages for shown, and draws the last of them. */
  look(messages: readonly Message[], show: Showing, last: number): string[];
  button(number: number): Clickable | undefined;
}

/** What drawing needs to know. */
export interface Showing {
  readonly names: Names;
  readonly words: Words;
  /** Whose own messages are not told. */
  readonly selfId: string;
}

/** An empty screen. Buttons are numbered anew whenever an answer brings some. */
export function createScreen(style: Style): Screen {
  const shown = new Map<string, string>();
  let buttons: Clickable[] = [];

  function draw(message: Message, { names, words }: Showing, extra: readonly string[]): string[] {
    const drawn = drawMessage(message, names, buttons.length + 1);
    const { ts, channelId } = message;
    buttons.push(...drawn.buttons.map((button) => ({ ...button, ts, channelId })));
    const notes = [
      ...extra,
      message.threadTs && message.threadTs !== ts ? words.notes.thread : '',
      message.onlyFor ? words.notes.private : '',
    ].filter(Boolean);
    const author = style.bold(names.person(message.userId));
    const files = message.files.map(({ title, content, picture }) =>
      picture ? words.picture(title) : words.file(title, content.split('\n').length),
    );
    return [
      author + (notes.length > 0 ? style.dim(` (${notes.join(', ')})`) : ''),
      ...[...drawn.lines, ...files].map((line) => `  ${line}`.trimEnd()),
    ];
  }

  return {
    news(messages, show, elsewhere) {
      const fresh = messages.filter((message) => shown.get(idOf(message)) !== contentOf(message));
      const told = fresh.filter((message) => message.userId !== show.selfId);
      const stale = new Set(told.map((message) => message.ts));
      buttons = told.some(hasButtons) ? [] : buttons.filter((button) => !stale.has(button.ts));
      const lines = told.flatMap((message) => {
        const edited = shown.has(idOf(message)) ? [show.words.notes.edited] : [];
        const place = elsewhere ? [show.words.notes.in(elsewhere)] : [];
        return draw(message, show, [...place, ...edited]);
      });
      for (const message of fresh) shown.set(idOf(message), contentOf(message));
      return lines;
    },
    look(messages, show, last) {
      for (const message of messages) shown.set(idOf(message), contentOf(message));
      buttons = [];
      return last > 0 ? messages.slice(-last).flatMap((message) => draw(message, show, [])) : [];
    },
    button: (number) => buttons[number - 1],
  };
}

function hasButtons({ blocks = [] }: Message): boolean {
  return blocks.some((block) => block.type === 'actions');
}

function idOf({ channelId, ts }: Message): string {
  return `${channelId}:${ts}`;
}

function contentOf(message: Message): string {
  return JSON.stringify([message.text, message.blocks]);
}
