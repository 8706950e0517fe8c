import { z } from 'zod';
import { ChoiceNeeded } from '../../core/choice.ts';
import { NoxError } from '../../core/errors.ts';
import { bold } from '../../core/reply.ts';
import type { ReplyBlock } from '../../core/reply.ts';
import { isClusterWide, kindNames, kindOf } from '../../integrations/kubernetes/kinds.ts';
import type { Kind } from '../../integrations/kubernetes/kinds.ts';
import type { KubernetesClient } from '../../integrations/kubernetes/client.ts';
import type { Description } from '../../integrations/kubernetes/types.ts';
import type { Translate } from '../../messages/translate.ts';
import { defineCommand } from '../contracts/command.ts';
import { eventColumns } from './events.ts';
import { clusterParameter, namespaceParameter, objectName, whereFields } from './fields.ts';
import type { Where } from './fields.ts';
import { since } from './table-reply.ts';

interface Input extends Where {
  readonly kind: string;
  readonly name: string;
}

/** `k8s describe <kind> <name>`: state, conditions and latest events of one object. */
export const describe = defineCommand<Input>({
  name: 'k8s describe',
  area: 'k8s',
  synonyms: ['describe', 'k8s décrire', 'décrire', 'k8s décris', 'décris'],
  permission: 'k8s:read',
  input: z.strictObject({ ...whereFields, kind: z.string().max(60), name: objectName }),
  parameters: [
    { name: 'kind', position: 0, label: 'k8s.parameter.kind' },
    { name: 'name', position: 1, label: 'k8s.parameter.name' },
    clusterParameter,
    namespaceParameter,
  ],
  help: 'k8s.help.describe',
  example: 'k8s describe deployment payments-api',
  effect: 'read',
  async run({ t, connections, target }, input) {
    const kind = readKind(input.kind);
    const { client, integration } = await connections.kubernetes(input.cluster);
    const [name = '', own] = input.name.split('/').reverse();
    const namespace = own ?? input.namespace ?? (await findNamespace(client, kind, name));
    target([integration.name, namespace, kind, name].filter(Boolean).join('/'));
    const found = await client.describe(kind, { namespace, name });
    const shown = [found.namespace, found.name].filter(Boolean).join('/');
    const summary = t('k8s.described', { kind, name: shown, cluster: integration.name });
    return { summary, blocks: [{ kind: 'text', text: bold(summary) }, ...blocksOf(t, found)] };
  },
});

function readKind(word: string): Kind {
  if (/^secrets?$/i.test(word)) throw new NoxError('bad_input', {}, { sentence: 'k8s.no_secrets' });
  const kind = kindOf(word);
  if (kind) return kind;
  const known = kindNames()
    .map((each) => each.toLowerCase())
    .join(', ');
  throw new NoxError('bad_input', { name: word, known }, { sentence: 'k8s.unknown_kind' });
}

async function findNamespace(
  client: KubernetesClient,
  kind: Kind,
  name: string,
): Promise<string | undefined> {
  if (isClusterWide(kind)) return undefined;
  const found = await client.find(kind, name);
  if (found.length === 0)
    throw new NoxError('not_found', { kind: 'k8s.kind.object', name: `${kind} ${name}` });
  if (found.length === 1) return found[0];
  const options = found.slice(0, 10).map((each) => `${each}/${name}`);
  throw new ChoiceNeeded(
    'name',
    'k8s.which_object',
    options.map((each) => ({ label: each, value: each })),
  );
}

function blocksOf(t: Translate, { createdAt, facts, conditions, events }: Description): ReplyBlock[] {
  const created = createdAt ? [{ label: t('k8s.created'), value: since(createdAt) }] : [];
  const titles = [t('k8s.column.condition'), t('k8s.column.status'), t('k8s.column.reason')];
  const columns = eventColumns(false).filter((each) => each.title !== 'k8s.column.object');
  return [
    { kind: 'fields', fields: [...created, ...facts] },
    ...(conditions.length > 0
      ? [
          {
            kind: 'table' as const,
            columns: titles.map((title) => ({ title })),
            rows: conditions.map(({ type, status, reason }) => [type, status, reason]),
          },
        ]
      : []),
    events.length > 0
      ? {
          kind: 'table',
          columns: columns.map(({ title, align }) => ({ title: t(title), ...(align ? { align } : {}) })),
          rows: events.map((event) => columns.map((column) => column.of(event))),
        }
      : { kind: 'context', text: t('k8s.no_events') },
  ];
}
