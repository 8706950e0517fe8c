import { z } from 'zod';
import { defineCommand } from '../contracts/command.ts';
import type { AnyCommand } from '../contracts/command.ts';
import { helpFor } from '../help.ts';
import { fold } from '../text/words.ts';

/** `help [topic]`: lists what this person may do. It is told of all commands, itself among them, when they are indexed. */
export function helpCommand(all: () => readonly AnyCommand[]): AnyCommand {
  return defineCommand<{ topic?: string | undefined }>({
    name: 'help',
    area: 'tenant',
    synonyms: ['aide', '?', 'bonjour', 'hello', 'salut', 'hi', 'commandes', 'commands'],
    permission: 'tenant:read',
    input: z.strictObject({ topic: z.string().optional() }),
    parameters: [{ name: 'topic', position: 0, rest: true }],
    help: 'help.help',
    example: 'help k8s scale',
    effect: 'read',
    async run(context, input) {
      const topic = input.topic && fold(input.topic);
      const command = all().find((each) =>
        [each.name, ...each.synonyms].some((name) => fold(name) === topic),
      );
      return helpFor(
        all(),
        { role: context.actor.role, may: context.may },
        context.t,
        command?.name ?? topic,
        topic,
      );
    },
  });
}
