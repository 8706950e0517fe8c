import { ChoiceNeeded } from '../../core/choice.ts';
import { moment } from '../../core/reply.ts';
import type { Inline, Reply } from '../../core/reply.ts';
import { NoxError } from '../../core/errors.ts';
import type { Incident } from '../../database/tenant/monitoring/incidents.ts';
import type { CommandContext } from '../contracts/command.ts';
import { readDuration } from '../text/duration.ts';
import { subjectText } from '../../messages/incident-words.ts';

const longest = 30 * 24 * 3_600_000;

/** `incident <id> silence [1h|1d|until-resolved]`: keeps quiet about this workload and reason. */
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
  const subject = subjectText(incident);
  const what = t(`reason.${incident.reason}`);
  const text: Inline = until
    ? [t('incident.silenced_until', { subject, what }), ' ', moment(until), '.']
    : t('incident.silenced', { subject, what });
  return {
    summary: t('incident.silenced', { subject, what }),
    blocks: [{ kind: 'notice', tone: 'ok', text }],
  };
}

/** Milliseconds; undefined until it is resolved. Errors: `bad_input`. */
function msOf(howLong: string): number | undefined {
  if (/^(until.?)?(resolved|résolu|resolu)$/i.test(howLong)) return undefined;
  const ms = readDuration(howLong);
  if (ms === undefined || ms > longest)
    throw new NoxError('bad_input', {}, { sentence: 'incident.silence_bad' });
  return ms;
}
