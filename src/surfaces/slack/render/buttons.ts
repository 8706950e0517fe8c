import type { KnownBlock } from '@slack/web-api';
import type { Button, Phrase } from '../../../core/reply.ts';
import { chunks } from './chunks.ts';
import { cutText } from './cut.ts';

/** Slack's limits (https://docs.slack.dev/reference/block-kit/blocks/actions-block). */
const most = { buttons: 25, row: 5, label: 75, value: 2_000, id: 255 };

/** Buttons in rows. Each one's action id is `nox:act:<n>`, its value the pending action's id and option. */
export function renderButtons(buttons: readonly Button[], askerId: string): KnownBlock[] {
  return chunks(buttons.slice(0, most.buttons), most.row).map((row, at) => ({
    type: 'actions',
    block_id: `${askedOf(askerId)}${row[0]?.action}:${at}`.slice(0, most.id),
    elements: row.map((button, column) => ({
      type: 'button',
      text: {
        type: 'plain_text',
        text: cutText(button.label.toWellFormed() || '–', most.label),
        emoji: false,
      },
      action_id: `nox:act:${at * most.row + column}`,
      value: `${button.action}:${button.option}`.slice(0, most.value),
      ...(button.style ? { style: button.style } : {}),
    })),
  }));
}

/** Buttons that say a command for whoever presses them: action id `nox:say:<n>`, the words as their value. */
export function renderPhrases(phrases: readonly Phrase[]): KnownBlock[] {
  return chunks(phrases.slice(0, most.buttons), most.row).map((row, at) => ({
    type: 'actions',
    block_id: `nox:say:${at}`,
    elements: row.map(({ label, says, style }, column) => ({
      type: 'button',
      text: { type: 'plain_text', text: cutText(label, most.label), emoji: true },
      action_id: `nox:say:${at * most.row + column}`,
      value: says.slice(0, most.value),
      ...(style ? { style } : {}),
    })),
  }));
}

/** Whether the block of a pressed button asked this person. Only for how it looks: the runner judges the press. */
export function isAskedOf(blockId: string | undefined, slackUserId: string): boolean {
  return blockId?.startsWith(askedOf(slackUserId)) ?? false;
}

function askedOf(slackUserId: string): string {
  return `nox:for:${slackUserId}:`;
}
