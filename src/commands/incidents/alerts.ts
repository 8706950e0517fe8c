import { z } from 'zod';
import { NoxError } from '../../core/errors.ts';
import type { Inline, Reply, Span } from '../../core/reply.ts';
import { defineCommand } from '../contracts/command.ts';
import type { CommandContext } from '../contracts/command.ts';
import type { AlertScope } from '../contracts/incidents.ts';
import { boundReply, exampleReply, isOutside } from './alert-channels.ts';
import { isNamespaceName, knownCluster } from './scope.ts';

const scopeField = z.string().max(130).optional();
const scopeParameter = {
  name: 'scope',
  position: 0,
  prepositions: ['pour', 'for', 'de', 'of'],
  label: 'alerts.parameter.scope',
} as const;

/** `alerts`: where alerts go. */
export const alerts = defineCommand<Record<string, never>>({
  name: 'alerts',
  area: 'incidents',
  synonyms: ['alertes', 'alerts list', 'alertes liste'],
  permission: 'k8s:read',
  input: z.strictObject({}),
  parameters: [],
  help: 'incident.help.alerts',
  example: 'alerts',
  effect: 'read',
  async run({ t, incidents }) {
    const routes = await incidents.routes();
    const summary = t('alerts.count', { count: routes.length });
    const items = routes.map(({ cluster, namespace, channelId }): Inline => {
      const scope =
        cluster === undefined ? t('alerts.everything') : namespace ? `${cluster}/${namespace}` : cluster;
      return [scope, ' → ', { kind: 'channel', channelId }];
    });
    return {
      summary,
      audience: 'thread',
      blocks: [
        { kind: 'text', text: summary },
        ...(items.length > 0 ? [{ kind: 'list' as const, items }] : []),
        { kind: 'context', text: t('alerts.how_to_bind') },
      ],
    };
  },
});

/** `alerts here [cluster[/namespace]]`: alerts come to this channel. NOX says so there, which shows that it can. */
export const alertsHere = defineCommand<{ scope?: string | undefined }>({
  name: 'alerts here',
  area: 'incidents',
  synonyms: ['alertes ici', 'alerts ici', 'alertes here'],
  permission: 'k8s:operate-protected',
  input: z.strictObject({ scope: scopeField }),
  parameters: [scopeParameter],
  help: 'incident.help.alerts_here',
  example: 'alerts here prod/payments',
  effect: 'change',
  async run(context, input) {
    const { t, incidents, actor, target } = context;
    const { name, ...scope } = await scopeOf(context, input.scope);
    target(name);
    const channel = await incidents.here();
    const said = await incidents.say(channel, boundReply(t, name, actor.name));
    if (said !== 'said') return cannotSay(context, said);
    await incidents.bind(scope, channel);
    const answer = t('alerts.bound_answer', { scope: name });
    return { summary: answer, audience: 'asker', blocks: [{ kind: 'notice', tone: 'ok', text: answer }] };
  },
});

/** `alerts off [cluster[/namespace]]`: that binding ends; alerts fall back to the wider one. */
export const alertsOff = defineCommand<{ scope?: string | undefined }>({
  name: 'alerts off',
  area: 'incidents',
  synonyms: ['alertes off', 'alertes stop', 'alerts stop'],
  permission: 'k8s:operate-protected',
  input: z.strictObject({ scope: scopeField }),
  parameters: [scopeParameter],
  help: 'incident.help.alerts_off',
  example: 'alerts off prod/payments',
  effect: 'change',
  async run(context, input) {
    const { t, incidents, target } = context;
    const { name, ...scope } = await scopeOf(context, input.scope);
    target(name);
    const was = await incidents.unbind(scope);
    const summary = t(was ? 'alerts.unbound' : 'alerts.was_not_bound', { scope: name });
    const text: Inline = was ? [summary, ' ', await whereNow(context, scope), '.'] : summary;
    return { summary, audience: 'thread', blocks: [{ kind: 'notice', tone: was ? 'ok' : 'info', text }] };
  },
});

/** Where alerts arrive that have no channel of their own any more: in that of the cluster, of everything, or with a person. */
async function whereNow(
  { t, incidents }: CommandContext,
  { integrationId, namespace }: AlertScope,
): Promise<string | Span> {
  const routes = await incidents.routes();
  const wider =
    (namespace && routes.find((each) => each.integrationId === integrationId && !each.namespace)) ||
    routes.find((each) => each.cluster === undefined);
  return wider ? { kind: 'channel', channelId: wider.channelId } : t('alerts.direct');
}

/** `alerts test`: an example of an alert, in this channel. */
export const alertsTest = defineCommand<Record<string, never>>({
  name: 'alerts test',
  area: 'incidents',
  synonyms: ['alertes test', 'alerts essai', 'alertes essai'],
  permission: 'k8s:operate',
  input: z.strictObject({}),
  parameters: [],
  help: 'incident.help.alerts_test',
  example: 'alerts test',
  effect: 'change',
  async run(context) {
    const { t, incidents, actor } = context;
    const said = await incidents.say(await incidents.here(), exampleReply(t, actor.name));
    if (said !== 'said') return cannotSay(context, said);
    const answer = t('alerts.test_answer');
    return { summary: answer, audience: 'asker', blocks: [{ kind: 'notice', tone: 'ok', text: answer }] };
  },
});

function cannotSay({ t }: CommandContext, code: string): Reply {
  const text = t(isOutside(code) ? 'alerts.invite_first' : 'alerts.cannot_say', { code });
  return {
    summary: text,
    failed: true,
    audience: 'asker',
    blocks: [{ kind: 'notice', tone: 'warning', text }],
  };
}

/** What was meant, and how it is called. */
export interface NamedScope extends AlertScope {
  readonly name: string;
}

/** `prod` or `prod/payments`; nothing is everything. Errors: `integration_not_found`, `bad_input`. */
export async function scopeOf(
  { t, connections }: CommandContext,
  written: string | undefined,
): Promise<NamedScope> {
  if (written === undefined) return { integrationId: null, namespace: '', name: t('alerts.everything') };
  const [named = '', of = '', ...more] = written.replace(/\/$/, '').split('/');
  const cluster = knownCluster(await connections.list(), named);
  const namespace = of.toLowerCase();
  if (more.length > 0 || (namespace !== '' && !isNamespaceName(namespace)))
    throw new NoxError('bad_input', {}, { sentence: 'alerts.bad_scope' });
  return {
    integrationId: cluster.id,
    namespace,
    name: namespace ? `${cluster.name}/${namespace}` : cluster.name,
  };
}
