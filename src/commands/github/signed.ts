import type { CommandContext } from '../contracts/command.ts';

/**
 * A text for GitHub. Where a whole company writes through one account, the person is named below it; names are
 * held to letters, so that nobody is mentioned and nothing is formatted by a display name.
 */
export function signed({ tenant, actor }: CommandContext, text: string): string {
  if (tenant.type === 'freelance') return text;
  // A name without a letter still leaves somebody to ask after: their number is in the audit.
  const name = actor.name.replace(/[^\p{L}\p{N} .'-]/gu, '').trim();
  return `${text}\n\n— ${name || `nº ${actor.userId}`} (NOX)`.trim();
}
