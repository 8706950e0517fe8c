import type { z } from 'zod';
import type { Actor, Tenant } from '../../core/actor.ts';
import type { Clock } from '../../core/clock.ts';
import type { Permission } from '../../core/roles.ts';
import type { Inline, Reply } from '../../core/reply.ts';
import type { MessageKey, Translate } from '../../messages/translate.ts';
import type { Connections } from './connections.ts';
import type { Incidents } from './incidents.ts';
import type { OwnBilling } from './billing.ts';
import type { People } from './people.ts';
import type { Reports } from './reports.ts';
import type { Tickets } from './tickets.ts';

/** What a command gets: one tenant, one actor, that tenant's own clients and people. Nothing else is in reach. */
export interface CommandContext {
  readonly tenant: Tenant;
  readonly actor: Actor;
  readonly t: Translate;
  readonly clock: Clock;
  /** Aborted after the command's time limit (10 s; commands that follow a rollout: 10 min). */
  readonly signal: AbortSignal;
  /** Opens the tenant's connected tools. Whatever it opened is closed when the command ends. */
  readonly connections: Connections;
  /** Whether the actor may do something anywhere, under the space's own rules. */
  may(permission: Permission): boolean;
  readonly people: People;
  readonly billing: OwnBilling;
  readonly incidents: Incidents;
  readonly tickets: Tickets;
  readonly reports: Reports;
  /** Shows an interim reply; the surface edits the same message. */
  progress(reply: Reply): Promise<void>;
  /** Names what the command acts on, for the audit log: `prod/payments/deployment/api`, `acme/web#12`. No secrets. */
  target(name: string): void;
}

/** How words become a field of a command's input. */
export interface Parameter {
  /** The input field that it fills. */
  readonly name: string;
  /** Its place among the plain words, from 0. Without it only flags and prepositions fill it. */
  readonly position?: number;
  /** Takes all remaining plain words, joined by a space (for texts and queries); so behind its preposition too. */
  readonly rest?: boolean;
  /** With `rest`: quotes among the words stay, since they mean something there (a query language). A text in quotes alone loses them. */
  readonly keepsQuotes?: boolean;
  /** `--name` always works; more flag names, such as `n` for `-n`. */
  readonly flags?: readonly string[];
  /** Words that may stand before it in plain order: `in`, `dans`, `on`, `sur`. */
  readonly prepositions?: readonly string[];
  /**
   * `switch` takes no value; `pairs` collects `k=v` words into a record; `duration` takes `2 jours` without quotes behind
   * its flag or preposition. Default: `text`.
   */
  readonly kind?: 'text' | 'integer' | 'switch' | 'pairs' | 'duration';
  /** How help calls it: a key of messages; default `parameter.<name>`. */
  readonly label?: MessageKey;
}

/** One operation, defined once and offered by every surface. */
export interface Command<Input> {
  /** Canonical words, as help prints them: `k8s scale`. */
  readonly name: string;
  readonly area: 'k8s' | 'incidents' | 'github' | 'jira' | 'notion' | 'tenant';
  /** Other ways to say it, French and English: `k8s redimensionner`, `scale`. */
  readonly synonyms: readonly string[];
  readonly permission: Permission;
  /** What the words become. Zod strips nothing silently: use z.strictObject. */
  readonly input: z.ZodType<Input>;
  readonly parameters: readonly Parameter[];
  /** One line that says what it does: a key of messages. */
  readonly help: MessageKey;
  /** One example that works when pasted after `/nox `. */
  readonly example: string;
  /** `change` and `destroy` leave a trace in the channel; `read` may be answered privately. */
  readonly effect: 'read' | 'change' | 'destroy';
  /** A command that follows something until it is done; it may take 10 minutes instead of 10 seconds. */
  readonly long?: boolean;
  /** A stricter permission that the target asks for (a protected cluster). Checked before confirmation and again at the click. */
  requires?(context: CommandContext, input: Input): Promise<Permission | undefined>;
  /**
   * The sentence of the confirmation ("Redémarrer payments-api dans prod ?"); without this function the command runs
   * at once. It may look things up, and should fail here when the target does not exist.
   * Return `{question, input}` to pin what was resolved (which cluster, which namespace) for the click.
   */
  confirm?(
    context: CommandContext,
    input: Input,
  ): Promise<{ readonly question: Inline; readonly input: Input }>;
  run(context: CommandContext, input: Input): Promise<Reply>;
}

/** A command whose input type is known to itself only. */
// biome-ignore lint: the registry holds commands of all input types
export type AnyCommand = Command<never>;

/** Types a command's functions by its own input schema. */
export function defineCommand<Input>(command: Command<Input>): AnyCommand {
  return command as unknown as AnyCommand;
}
