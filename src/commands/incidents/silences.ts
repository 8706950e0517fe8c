import { z } from 'zod';
import { bold, code } from '../../core/reply.ts';
import type { Inline } from '../../core/reply.ts';
import { silenceEnd } from '../../messages/incident-words.ts';
import { isMessageKey } from '../../messages/translate.ts';
import { defineCommand } from '../contracts/command.ts';

/** `silences`: about what NOX keeps quiet, and until when. */
export const silences = defineCommand<Record<string, never>>({
  name: 'silences',
  area: 'incidents',
  synonyms: ['silences en cours', 'mutes'],
  permission: 'k8s:read',
  input: z.strictObject({}),
  parameters: [],
  help: 'incident.help.silences',
  example: 'silences',
  effect: 'read',
  async run({ t, incidents }) {
    const all = await incidents.silences();
    const summary = t('silence.count', { count: all.length });
    const items = all.map(({ id, key, cluster, until, createdByName }): Inline => {
      const [reason = '', , namespace = '', name = ''] = key.split('/');
      const word = `reason.${reason}`;
      const what = isMessageKey(word) ? t(word) : reason;
      const subject = namespace ? `${namespace}/${name}` : name;
      return [
        bold(`#${id}`),
        ` ${cluster} · `,
        code(subject),
        ` · ${what} · ${t('silence.ends')} `,
        silenceEnd(t, until),
        ` · ${createdByName}`,
      ];
    });
    return {
      summary,
      audience: 'thread',
      blocks: [
        { kind: 'text', text: bold(summary) },
        ...(items.length > 0
          ? [
              { kind: 'list' as const, items },
              { kind: 'context' as const, text: t('silence.how_to_end') },
            ]
          : []),
      ],
    };
  },
});

/** `unsilence <id>` */
export const unsilence = defineCommand<{ id: number }>({
  name: 'unsilence',
  area: 'incidents',
  synonyms: ['unmute', 'lever silence', 'lève silence'],
  permission: 'k8s:operate',
  input: z.strictObject({ id: z.coerce.number().int().min(1).max(2_147_483_647) }),
  parameters: [{ name: 'id', position: 0, kind: 'integer', label: 'incident.parameter.id' }],
  help: 'incident.help.unsilence',
  example: 'unsilence 3',
  effect: 'change',
  async run({ t, incidents, target }, { id }) {
    target(`silence/${id}`);
    await incidents.unsilence(id);
    const text = t('silence.ended', { id });
    return { summary: text, audience: 'thread', blocks: [{ kind: 'notice', tone: 'ok', text }] };
  },
});
