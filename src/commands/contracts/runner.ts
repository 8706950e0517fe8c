import type { Actor, Tenant } from '../../core/actor.ts';
import type { Integration } from '../../core/integration.ts';
import type { PermissionRule } from '../../core/permission-rules.ts';
import type { Reply } from '../../core/reply.ts';

/** What a surface hands over besides the words. */
export interface Invocation {
  readonly tenant: Tenant;
  readonly actor: Actor;
  readonly requestId: string;
  /** The tenant's tools, where the surface read them with this very request. */
  readonly tools?: readonly Integration[];
  /** What the space made of the roles, where the surface read it with this very request. */
  readonly rules?: readonly PermissionRule[];
  /** Shows an interim reply in the place where the final one will stand. */
  readonly progress: (reply: Reply) => Promise<void>;
}

/**
 * The one way to do something in NOX: parse → permit → confirm → do → audit → Reply. It never throws: every refusal and
 * fault is a Reply in the actor's language.
 */
export interface Runner {
  /** Runs what a person typed: `k8s logs api --tail 50`. Empty words answer help. */
  words(invocation: Invocation, text: string): Promise<Reply>;
  /** Runs a stored action when its button is pressed: once, within ten minutes, for the person who asked. */
  press(invocation: Invocation, action: string, option: string): Promise<Reply>;
}
