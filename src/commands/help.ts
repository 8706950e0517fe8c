import { code } from '../core/reply.ts';
import type { Inline, Reply, ReplyBlock } from '../core/reply.ts';
import type { Permission, Role } from '../core/roles.ts';
import type { Translate } from '../messages/translate.ts';
import type { AnyCommand } from './contracts/command.ts';
import { usageOf } from './usage.ts';
import { fold } from './text/words.ts';

const areas = ['k8s', 'incidents', 'github', 'jira', 'notion', 'tenant'] as const;

/**
 * What this person may do: all areas in short, one area, one command with its usage and an example, or the commands that
 * begin with a word.
 * @param topic an area or the name of a command
 * @param word what was said, which may be a synonym of it
 */
export function helpFor(
  commands: readonly AnyCommand[],
  { role, may }: { readonly role: Role; readonly may: (permission: Permission) => boolean },
  t: Translate,
  topic?: string,
  word = topic,
): Reply {
  const allowed = commands.filter((command) => may(command.permission));
  const area = areas.find((each) => each === word || fold(t(`help.area.${each}`)) === word);
  const family = area ? [] : allowed.filter(({ name }) => name.startsWith(`${word} `));
  const one = area ? undefined : commands.find(({ name }) => name === topic);
  if (one) {
    const warning = allowed.includes(one) ? undefined : t('help.not_yours', { role: t(`role.${role}`) });
    const reply = helpForCommand(one, t, warning);
    return family.length > 0 ? { ...reply, blocks: [...reply.blocks, listOf(family, t)] } : reply;
  }
  const blocks: ReplyBlock[] = [{ kind: 'heading', text: t('help.title') }];
  if (family.length > 0) blocks.push(listOf(family, t));
  for (const each of family.length > 0 ? [] : area ? [area] : areas) {
    const own = allowed.filter((command) => command.area === each);
    if (own.length === 0) continue;
    blocks.push({ kind: 'text', text: [{ kind: 'bold', text: t(`help.area.${each}`) }] }, listOf(own, t));
  }
  blocks.push({ kind: 'context', text: [t('help.more'), ' ', code('help k8s scale')] });
  return { summary: t('help.title'), audience: 'thread', blocks };
}

function listOf(commands: readonly AnyCommand[], t: Translate): ReplyBlock {
  return { kind: 'list', items: commands.map(({ name, help }): Inline => [code(name), ` — ${t(help)}`]) };
}

function helpForCommand(command: AnyCommand, t: Translate, warning?: string): Reply {
  const synonyms = command.synonyms.slice(0, 8).join(', ');
  const fields = [
    { label: t('help.usage'), value: [code(usageOf(t, command))] },
    { label: t('help.example'), value: [code(`/nox ${command.example}`)] },
    ...(synonyms ? [{ label: t('help.synonyms'), value: synonyms }] : []),
  ];
  return {
    summary: t(command.help),
    audience: 'thread',
    blocks: [
      { kind: 'heading', text: command.name },
      { kind: 'text', text: t(command.help) },
      { kind: 'fields', fields },
      ...(warning ? [{ kind: 'notice' as const, tone: 'warning' as const, text: warning }] : []),
    ],
  };
}
