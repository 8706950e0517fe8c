import { ChoiceNeeded } from '../core/choice.ts';
import { refuseReadOnly } from '../core/billing.ts';
import type { Billing } from '../core/billing.ts';
import type { Clock } from '../core/clock.ts';
import { isNoxError, NoxError } from '../core/errors.ts';
import type { Reply } from '../core/reply.ts';
import { isDatabaseTrouble } from '../core/trouble.ts';
import type { FloodGuard } from '../access/flood.ts';
import { takeAction } from '../access/pending-actions.ts';
import type { SlackLinks } from '../access/slack-links.ts';
import { appendAudit } from '../database/tenant/audit/audit.ts';
import type { TenantDatabase, TenantDatabases } from '../database/tenant-databases.ts';
import type { Translate } from '../messages/translate.ts';
import type { Locale } from '../core/locale.ts';
import { askChoice, askConfirmation } from './ask.ts';
import type { AnyCommand, Command, CommandContext } from './contracts/command.ts';
import type { CommandIndex } from './text/find-command.ts';
import { helpFor } from './help.ts';
import { noteToolHealth } from './tools/note-health.ts';
import { openTools } from './tools/open-tools.ts';
import type { Toolbox } from './tools/toolbox.ts';
import { parseInput } from './text/parse.ts';
import { incidentsOf } from './incidents/incidents-of.ts';
import type { IncidentMeans } from './incidents/incidents-of.ts';
import { permitFor } from './permit.ts';
import type { Permit } from './permit.ts';
import { peopleOf } from './tenant/people-of.ts';
import { refusalReply, textReply } from './refusal.ts';
import type { Reports } from './contracts/reports.ts';
import { ticketsOf } from './tickets/tickets-of.ts';
import type { Invocation, Runner } from './contracts/runner.ts';
import { billingOf } from './tenant/billing-of.ts';
import { withSmallPrint } from './tenant/small-print.ts';
import { checkInput } from './text/check-input.ts';
import { splitWords } from './text/words.ts';

/** What the runner works with. `log` gets ids and error codes, never words or payloads. */
export interface RunnerDependencies {
  readonly databases: TenantDatabases;
  readonly index: CommandIndex;
  readonly toolbox: Toolbox;
  readonly flood: FloodGuard;
  readonly slackLinks: SlackLinks;
  readonly billing: Billing;
  /** How what commands change of incidents is told. */
  readonly telling: Pick<IncidentMeans, 'collect' | 'announcer'>;
  readonly reports: (database: TenantDatabase) => Reports;
  readonly messages: (locale: Locale) => Translate;
  readonly clock: Clock;
  readonly log: { error(fields: Readonly<Record<string, unknown>>, message: string): void };
}

type Stage = 'ask' | 'confirmed';

const limitsMs = { normal: 10_000, long: 10 * 60_000 };

/** Builds the runner: the one place where a command is parsed, permitted, confirmed, done and audited. */
export function createRunner(dependencies: RunnerDependencies): Runner {
  const { databases, index, clock, messages, log, flood } = dependencies;

  async function guarded(
    invocation: Invocation,
    work: (database: TenantDatabase, t: Translate) => Promise<Reply>,
  ): Promise<Reply> {
    const t = messages(invocation.actor.locale);
    try {
      const database = await databases.open(invocation.tenant.id);
      return await flood.within(invocation.tenant.id, () => work(database, t));
    } catch (error) {
      return refuse(invocation, t, error);
    }
  }

  function refuse(invocation: Invocation, t: Translate, error: unknown): Reply {
    if (isNoxError(error)) return refusalReply(t, error);
    const fields = { tenantId: invocation.tenant.id, requestId: invocation.requestId, err: error };
    log.error(fields, 'a command failed');
    const down = isDatabaseTrouble(error);
    return refusalReply(
      t,
      new NoxError(down ? 'unavailable' : 'internal', { requestId: invocation.requestId }),
    );
  }

  async function words(invocation: Invocation, text: string): Promise<Reply> {
    return guarded(invocation, async (database, t) => {
      // PostgreSQL holds no U+0000.
      const found = index.find(splitWords(text.replaceAll('\u0000', '') || 'help'));
      if (found.kind === 'unknown') {
        throw new NoxError('unknown_command', { given: found.given, suggestion: found.suggestion ?? 'none' });
      }
      if (found.kind === 'area') {
        const { may } = await permitFor(database, invocation, 'tenant:read');
        return helpFor(index.commands, { role: invocation.actor.role, may }, t, found.area);
      }
      const raw = parseInput(found.command, found.words);
      return execute(invocation, database, found.command, raw, 'ask');
    });
  }

  async function press(invocation: Invocation, action: string, option: string): Promise<Reply> {
    return guarded(invocation, async (database, t) => {
      const waiting = await takeAction(database, invocation.actor.userId, action, clock);
      const command = index.commands.find((each) => each.name === waiting.command);
      if (!command || option === 'no') return textReply(t('commands.cancelled'), 'info');
      if (!waiting.choice) return execute(invocation, database, command, waiting.input, 'confirmed');
      const value = waiting.choice.values[Number(option)];
      if (value === undefined) throw new NoxError('action_expired');
      return execute(
        invocation,
        database,
        command,
        { ...waiting.input, [waiting.choice.parameter]: value },
        'ask',
      );
    });
  }

  async function execute(
    invocation: Invocation,
    database: TenantDatabase,
    any: AnyCommand,
    raw: Readonly<Record<string, unknown>>,
    stage: Stage,
  ): Promise<Reply> {
    const command = any as unknown as Command<Record<string, unknown>>;
    const { actor, tenant, requestId } = invocation;
    const t = messages(actor.locale);
    const limit = startLimit(command.long ? limitsMs.long : limitsMs.normal);
    const { signal } = limit;
    let permit: Permit | undefined;
    const tools = openTools(
      database,
      dependencies.toolbox,
      signal,
      actor.only,
      invocation.tools,
      () => permit,
    );
    let target = '';
    const record = (outcome: string) =>
      appendAudit(database, {
        actorId: actor.userId,
        actorName: actor.name,
        surface: actor.surface,
        command: command.name,
        target: target.slice(0, 300),
        outcome,
        requestId,
      });
    const context: CommandContext = {
      tenant,
      actor,
      t,
      clock,
      signal,
      may: (permission) => permit?.may(permission) ?? false,
      connections: tools,
      incidents: incidentsOf(database, tenant, actor, {
        ...dependencies.telling,
        clusters: dependencies.toolbox.clusters,
        permit: () => permit,
        clock,
      }),
      people: peopleOf(database, tenant, actor, dependencies),
      billing: billingOf(dependencies.billing, tenant),
      tickets: ticketsOf(database, tenant, actor, { collect: dependencies.telling.collect, clock }),
      reports: dependencies.reports(database),
      progress: invocation.progress,
      target: (name) => {
        target = name;
      },
    };
    let asked: Record<string, unknown> = { ...raw };
    try {
      permit = await permitFor(database, invocation, command.permission);
      permit.somewhere(command.permission);
      const input = checkInput(command, raw, t);
      asked = input;
      const standing = await dependencies.billing.standing(tenant.id);
      if (command.effect !== 'read') refuseReadOnly(standing, tenant.type, dependencies.billing.page);
      const stricter = await command.requires?.(context, input);
      if (stricter) permit.here(stricter);
      if (command.confirm && stage === 'ask') {
        const { question, input: pinned } = await command.confirm(context, input);
        const reply = await askConfirmation(database, actor.userId, command, pinned, question, clock, t);
        await record('asked');
        return reply;
      }
      const reply = await withinTime(command.run(context, input), signal, tools.used.at(-1)?.name);
      try {
        await Promise.all([
          record(reply.failed ? 'failed' : 'ok'),
          noteToolHealth(database, tools.used, undefined),
        ]);
      } catch (error) {
        // What was read is not told unaudited; what was done is done, and must not be asked for again.
        if (command.effect === 'read' || !isDatabaseTrouble(error)) throw error;
        log.error(
          { tenantId: tenant.id, requestId, command: command.name, err: error },
          'an act was not audited',
        );
        const text = t('commands.unrecorded');
        return { ...reply, blocks: [...reply.blocks, { kind: 'notice', tone: 'warning', text }] };
      }
      return withSmallPrint(context, command, standing, reply);
    } catch (error) {
      if (error instanceof ChoiceNeeded)
        return askChoice(database, actor.userId, command, asked, error, clock, t);
      // An upstream that refuses connections looks like a database that does, below its own error.
      if (!isNoxError(error) && isDatabaseTrouble(error)) throw error;
      const known = overdue(error, signal, tools.used.at(-1)) ?? error;
      await record(isNoxError(known) ? known.code : 'internal');
      await noteToolHealth(database, tools.used, known);
      throw known;
    } finally {
      limit.end();
      await tools.close();
    }
  }

  return { words, press };
}

/** A time limit that leaves nothing behind where it was kept, as `AbortSignal.timeout` would until its time. */
function startLimit(ms: number): { readonly signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DOMException('time is up', 'TimeoutError')), ms);
  timer.unref();
  return { signal: controller.signal, end: () => clearTimeout(timer) };
}

/** Ends the waiting when time is up, also for a client that does not heed its signal. */
async function withinTime<T>(work: Promise<T>, signal: AbortSignal, name: string | undefined): Promise<T> {
  return new Promise((done, failed) => {
    signal.addEventListener(
      'abort',
      () =>
        failed(new NoxError('upstream_timeout', { service: name ?? 'NOX', name: name ?? '', seconds: 10 })),
      {
        once: true,
      },
    );
    work.then(done, failed);
  });
}

/** An error that came of the time limit, said as such. */
function overdue(
  error: unknown,
  signal: AbortSignal,
  tool: { readonly name: string } | undefined,
): NoxError | undefined {
  if (!signal.aborted || isNoxError(error)) return undefined;
  return new NoxError(
    'upstream_timeout',
    { service: tool?.name ?? 'NOX', name: tool?.name ?? '', seconds: 10 },
    { cause: error },
  );
}
