import type { ChoiceNeeded } from '../core/choice.ts';
import type { Clock } from '../core/clock.ts';
import type { Inline, Reply } from '../core/reply.ts';
import { keepAction } from '../access/pending-actions.ts';
import type { TenantDatabase } from '../database/tenant-databases.ts';
import { isMessageKey } from '../messages/translate.ts';
import type { Translate } from '../messages/translate.ts';

type Named = { readonly name: string };

/** Asks before something is changed: two buttons, for this person, once, for ten minutes. */
export async function askConfirmation(
  database: TenantDatabase,
  userId: number,
  command: Named & { readonly effect: string },
  input: Readonly<Record<string, unknown>>,
  question: Inline,
  clock: Clock,
  t: Translate,
): Promise<Reply> {
  const action = await keepAction(database, userId, { command: command.name, input }, clock);
  const style = command.effect === 'destroy' ? 'danger' : 'primary';
  return {
    summary: t('commands.confirm_summary', { command: command.name }),
    audience: 'thread',
    blocks: [
      { kind: 'text', text: question },
      {
        kind: 'buttons',
        buttons: [
          { label: t('commands.confirm'), action, option: 'yes', style },
          { label: t('commands.cancel'), action, option: 'no' },
        ],
      },
      { kind: 'context', text: t('commands.confirm_note') },
    ],
  };
}

/** Asks which one was meant; the answer runs the same command again. */
export async function askChoice(
  database: TenantDatabase,
  userId: number,
  command: Named,
  input: Readonly<Record<string, unknown>>,
  choice: ChoiceNeeded,
  clock: Clock,
  t: Translate,
): Promise<Reply> {
  const options = choice.options.slice(0, 20);
  const values = options.map((option) => option.value);
  const waiting = { command: command.name, input, choice: { parameter: choice.parameter, values } };
  const action = await keepAction(database, userId, waiting, clock);
  const question = isMessageKey(choice.question) ? t(choice.question) : t('commands.which');
  return {
    summary: question,
    audience: 'thread',
    blocks: [
      { kind: 'text', text: question },
      {
        kind: 'buttons',
        buttons: options.map((option, at) => ({ label: option.label, action, option: String(at) })),
      },
    ],
  };
}
