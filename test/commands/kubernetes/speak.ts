import type { SimulatedCluster } from '../../../demo/kubernetes/cluster.ts';
import { ChoiceNeeded } from '../../../src/core/choice.ts';
import { systemClock } from '../../../src/core/clock.ts';
import { NoxError } from '../../../src/core/errors.ts';
import type { Integration } from '../../../src/core/integration.ts';
import type { Locale } from '../../../src/core/locale.ts';
import type { Reply } from '../../../src/core/reply.ts';
import { checkInput } from '../../../src/commands/text/check-input.ts';
import type { Command, CommandContext } from '../../../src/commands/contracts/command.ts';
import { indexCommands } from '../../../src/commands/text/find-command.ts';
import { createKubernetesCommands } from '../../../src/commands/kubernetes/commands.ts';
import { parseInput } from '../../../src/commands/text/parse.ts';
import { splitWords } from '../../../src/commands/text/words.ts';
import type { KubernetesClient } from '../../../src/integrations/kubernetes/client.ts';
import { createMessages } from '../../../src/messages/translate.ts';
import { clientFor } from '../../integrations/kubernetes/world.ts';

export interface Said {
  readonly reply: Reply;
  readonly question: string | undefined;
  readonly pinned: Readonly<Record<string, unknown>> | undefined;
  readonly progress: readonly Reply[];
  readonly target: string;
  readonly stricter: string | undefined;
}

export interface Speaker {
  /** Says words as a person does; confirms what is asked. */
  say(words: string, locale?: Locale): Promise<Said>;
  close(): Promise<void>;
}

/** One who speaks to the Kubernetes commands as the runner does, with real clients to the clusters given. */
export function speaker(
  clusters: Readonly<Record<string, SimulatedCluster>>,
  options: {
    readonly protected?: readonly string[];
    readonly token?: string;
    readonly giveUpAfterMs?: number;
  } = {},
): Speaker {
  const { giveUpAfterMs = 20_000 } = options;
  const index = indexCommands(createKubernetesCommands({ everyMs: 5, giveUpAfterMs }));
  const messages = createMessages();
  const open: KubernetesClient[] = [];
  const list = Object.keys(clusters).map(
    (name, at): Integration => ({
      id: at + 1,
      type: 'k8s',
      name,
      details: { version: 'v1.33.4', host: '127.0.0.1', access: 'operate' },
      protected: options.protected?.includes(name) ?? false,
      health: 'ok',
      createdAt: new Date(),
    }),
  );

  async function kubernetes(name?: string) {
    const wanted = name === undefined ? list : list.filter((each) => each.name === name);
    const [integration] = wanted;
    if (!integration)
      throw new NoxError('integration_not_found', { service: 'Kubernetes', name: name ?? '', known: '' });
    if (wanted.length > 1)
      throw new ChoiceNeeded(
        'cluster',
        'choice.cluster',
        wanted.map(({ name: each }) => ({ label: each, value: each })),
      );
    const cluster = clusters[integration.name];
    if (!cluster) throw new Error('no such cluster');
    const client = clientFor(cluster, { name: integration.name, token: options.token ?? cluster.token });
    open.push(client);
    return { integration, client };
  }

  async function say(words: string, locale: Locale = 'fr'): Promise<Said> {
    const found = index.find(splitWords(words));
    if (found.kind !== 'command') throw new Error(`no command: ${words}`);
    const command = found.command as unknown as Command<Record<string, unknown>>;
    const progress: Reply[] = [];
    let target = '';
    const t = messages(locale);
    const context = {
      t,
      clock: systemClock,
      signal: AbortSignal.timeout(60_000),
      connections: { list: async () => list, kubernetes },
      progress: async (reply: Reply) => {
        progress.push(reply);
      },
      target: (name: string) => {
        target = name;
      },
    } as unknown as CommandContext;
    let input = checkInput(command, parseInput(found.command, found.words), t);
    const stricter = await command.requires?.(context, input);
    const asked = await command.confirm?.(context, input);
    // What the click carries passed through JSON and the command's schema once more.
    if (asked)
      input = checkInput(command, JSON.parse(JSON.stringify(asked.input)) as Record<string, unknown>, t);
    const reply = await command.run(context, input);
    return {
      reply,
      question: asked && String(asked.question),
      pinned: asked?.input,
      progress,
      target,
      stricter,
    };
  }

  return {
    say,
    close: async () => {
      await Promise.all(open.map((client) => client.close()));
    },
  };
}

/** Everything that a reply says, as one text. */
export function textOf(reply: Reply): string {
  return JSON.stringify(reply);
}
