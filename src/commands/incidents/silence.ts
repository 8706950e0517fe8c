import { ChoiceNeeded } from '../../core/choice.ts';
import { code } from '../../core/reply.ts';
import type { Reply } from '../../core/reply.ts';
import { NoxError } from '../../core/errors.ts';
import type { Incident } from '../../database/tenant/monitoring/incidents.ts';
import type { CommandContext } from '../contracts/command.ts';
import { readDuration } from '../text/duration.ts';
import { incidentHeadline, silenceEnd } from '../../messages/incident-words.ts';

const longest = 30 * 24 * 3_600_000;

/** `incident <id> silence [1h30|2 jours|until-resolved]`: keeps quiet about this workload and reason. */
export async function silenceIncident(
  { t, incidents, clock }: CommandContext,
  incident: Incident,
  howLong: string | undefined,
): Promise<Reply> {
  if (howLong === undefined) {
    throw new ChoiceNeeded('detail', 'incident.silence_how_long', [
      { label: t('incident.silence.hour'), value: '1h' },
      { label: t('incident.silence.day'), value: '1d' },
      { label: t('incident.silence.resolved'), value: 'resolved' },
    ]);
  }
  const ms = msOf(howLong);
  const until = ms === undefined ? undefined : new Date(clock.now().getTime() + ms);
  await incidents.silence(incident.id, until);
  const silence = await incidents.silenceOf(incident);
  const what = incidentHeadline(t, incident);
  const summary = t('incident.silenced', { what });
  return {
    summary,
    blocks: [
      {
        kind: 'notice',
        tone: 'ok',
        text: [summary, ' ', t('incident.silenced_until'), ' ', silenceEnd(t, until)],
      },
      ...(silence
        ? [
            {
              kind: 'context' as const,
              text: [t('incident.silence_lift'), ' ', code(`unsilence ${silence.id}`)],
            },
          ]
        : []),
    ],
  };
}

/** Milliseconds; undefined until it is resolved. Errors: `bad_input`. */
function msOf(howLong: string): number | undefined {
  if (/^(until.?)?(resolved|résolu|resolu)$/i.test(howLong)) return undefined;
  const ms = readDuration(howLong);
  if (!ms || ms > longest) throw new NoxError('bad_input', {}, { sentence: 'incident.silence_bad' });
  return ms;
}
