import { code } from '../core/reply.ts';
import type { Inline, Reply, ReplyBlock } from '../core/reply.ts';
import { mayDo } from '../core/roles.ts';
import type { Role } from '../core/roles.ts';
import type { Translate } from '../messages/translate.ts';
import type { AnyCommand } from './command.ts';
import { usageOf } from './usage.ts';

const areas = ['k8s', 'incidents', 'github', 'jira', 'notion', 'tenant'] as const;

/** What this person may do: all areas in short, one area, or one command with its usage and an example. */
export function helpFor(commands: readonly AnyCommand[], role: Role, t: Translate, topic?: string): Reply {
  const allowed = commands.filter((command) => mayDo(role, command.permission));
  const one = allowed.find((command) => command.name === topic);
  if (one) return helpForCommand(one, t);
  const closed = commands.find((command) => command.name === topic);
  if (closed) return helpForCommand(closed, t, t('help.not_yours', { role: t(`role.${role}`) }));
  const area = areas.find((each) => each === topic);
  const shown = area ? [area] : areas;
  const blocks: ReplyBlock[] = [{ kind: 'heading', text: t('help.title') }];
  for (const each of shown) {
    const own = allowed.filter((command) => command.area === each);
    if (own.length === 0) continue;
    const items = own.map((command): Inline => [code(command.name), ` — ${t(command.help)}`]);
    blocks.push(
      { kind: 'text', text: [{ kind: 'bold', text: t(`help.area.${each}`) }] },
      { kind: 'list', items },
    );
  }
  blocks.push({ kind: 'context', text: [t('help.more'), ' ', code('help k8s scale')] });
  return { summary: t('help.title'), audience: 'thread', blocks };
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
