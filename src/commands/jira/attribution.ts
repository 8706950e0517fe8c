import type { CommandContext } from '../contracts/command.ts';

/**
 * What a person writes into Jira, as it is stored there: mentions become names, and it is signed, since Jira itself
 * shows the account behind NOX's credential as its author.
 */
export async function signed(context: CommandContext, text: string | undefined): Promise<string> {
  const { t, actor } = context;
  const own = text === undefined ? '' : await withNames(context, text);
  const signature = t('jira.signature', { name: actor.name });
  return own ? `${own}\n\n${signature}` : signature;
}

/** A text with people's names in place of Slack's ids. */
export async function withNames({ people }: CommandContext, text: string): Promise<string> {
  if (!/<@[UW]/.test(text)) return text;
  const all = await people.list();
  return text.replace(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g, (_all, id: string) => {
    const name = all.find((each) => each.slackUserIds.includes(id))?.name;
    return `@${name ?? id}`;
  });
}
