import fc from 'fast-check';
import { allCommands } from '../../../src/commands/registry.ts';
import { sharedChannel } from './people.ts';
import type { Inhabitant } from './world.ts';

/** One thing that happens to one tenant. `forgotten`: nobody waits for its end before the next thing happens. */
export interface Step {
  readonly at: number;
  readonly person: number;
  readonly act: Act;
  readonly forgotten: boolean;
}

export type Act =
  | { readonly kind: 'say'; readonly text: number; readonly way: 'slash' | 'mention' | 'direct' | 'shared' }
  | { readonly kind: 'press'; readonly whose: 'own' | 'neighbour' }
  | { readonly kind: 'list' }
  | { readonly kind: 'connect'; readonly tool: number; readonly badly: boolean }
  | { readonly kind: 'remove'; readonly id: number }
  | { readonly kind: 'sign in'; readonly badly: boolean }
  | { readonly kind: 'come aboard' }
  | { readonly kind: 'install again' }
  | { readonly kind: 'kill connections'; readonly whose: 'tenant' | 'control' }
  | { readonly kind: 'upstream'; readonly mood: 'broken' | 'refusing' | 'rubbish' | 'silent' }
  | { readonly kind: 'cluster'; readonly how: 'refuse' | 'hang' }
  | { readonly kind: 'slack fails'; readonly method: string };

const say = fc.record({
  kind: fc.constant('say' as const),
  text: fc.nat(10_000),
  way: fc.constantFrom('slash', 'slash', 'slash', 'mention', 'direct', 'shared' as const),
});
const press = fc.record({
  kind: fc.constant('press' as const),
  whose: fc.constantFrom('own', 'own', 'neighbour' as const),
});
const trouble = fc.oneof(
  fc.record({
    kind: fc.constant('kill connections' as const),
    whose: fc.constantFrom('tenant', 'tenant', 'control' as const),
  }),
  fc.record({
    kind: fc.constant('upstream' as const),
    mood: fc.constantFrom('broken', 'refusing', 'rubbish', 'silent' as const),
  }),
  fc.record({ kind: fc.constant('cluster' as const), how: fc.constantFrom('refuse', 'hang' as const) }),
  fc.record({
    kind: fc.constant('slack fails' as const),
    method: fc.constantFrom('users.info', 'chat.postMessage', 'conversations.info', 'chat.postEphemeral'),
  }),
);
const account = fc.oneof(
  fc.record({ kind: fc.constant('list' as const) }),
  fc.record({ kind: fc.constant('connect' as const), tool: fc.nat(3), badly: fc.boolean() }),
  fc.record({ kind: fc.constant('remove' as const), id: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ kind: fc.constant('sign in' as const), badly: fc.boolean() }),
  fc.record({ kind: fc.constant('come aboard' as const) }),
  fc.record({ kind: fc.constant('install again' as const) }),
);

const step: fc.Arbitrary<Step> = fc.record({
  at: fc.nat(3),
  person: fc.nat(3),
  act: fc.oneof(
    { weight: 12, arbitrary: say },
    { weight: 5, arbitrary: press },
    { weight: 3, arbitrary: trouble },
    { weight: 3, arbitrary: account },
  ) as fc.Arbitrary<Act>,
  forgotten: fc.boolean(),
});

/** Waves of steps: those of one wave happen at the same time. */
export const waves: fc.Arbitrary<readonly (readonly Step[])[]> = fc.array(
  fc.array(step, { minLength: 3, maxLength: 12 }),
  { minLength: 4, maxLength: 8 },
);

/** What a tenant's people say: every command there is, with their own names; a new one by its own example. */
export function wordsOf({ key, people }: Inhabitant): readonly string[] {
  const own: Readonly<Record<string, readonly string[]>> = {
    'k8s describe': [`describe deployment ${key}-web`, `describe pod ${key}-job`],
    'k8s logs': [`logs ${key}-web`, `logs ${key}-job --previous`, `logs ${key}-web --tail 400`],
    'k8s restart': [`restart ${key}-web`],
    'k8s scale': [`scale ${key}-web 2`, `scale ${key}-web 1`],
    'k8s deploy': [`deploy ${key}-web 1.2.0`, `deploy ${key}-web 1.0.0`],
    'k8s rollback': [`rollback ${key}-web`],
    role: [`role <@${people[1]?.id}> viewer`, `role <@${people[1]?.id}> developer`],
    invite: [`invite <@${people[1]?.id}>`],
  };
  return allCommands().flatMap(({ name, area, example }) => {
    const named = own[name];
    if (named) return named;
    if (area === 'github') {
      const local = example
        .replace(/[\w-]+\/[\w.-]+/g, `owner-${key}/${key}-api`)
        .replace(/payments-api/g, `${key}-api`);
      return [example, local, `${name} owner-${key}/${key}-api#1`, `${name} ${key}-api`, name];
    }
    // Jira's one project, and pages by titles that every tenant's Notion has.
    if (area === 'jira')
      return [
        example,
        example.replace(/[A-Z]{2,}-\d+/g, 'SHOP-1').replace(/\b(OPS|PAY|INFRA|WEB)\b/g, 'SHOP'),
        name,
      ];
    if (area === 'notion') return [example, `${name} Clients`, name];
    return [example, name];
  });
}

/** Where somebody says something. In the shared channel they say what names nothing of theirs. */
export function placeOf(way: 'slash' | 'mention' | 'direct' | 'shared', channelId: string): string {
  return way === 'shared' ? sharedChannel : channelId;
}
