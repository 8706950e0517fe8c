import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Logger } from 'pino';
import { createBilling } from './billing/billing.ts';
import { createFloodGuard, createRequestGuard } from './access/flood.ts';
import type { FloodLimits, RequestLimits } from './access/flood.ts';
import { createPasswordResets } from './access/password-resets.ts';
import { createSessions } from './access/sessions.ts';
import { createSignIn } from './access/sign-in.ts';
import { createSlackIdentities } from './access/slack-identity.ts';
import { createSlackLinks } from './access/slack-links.ts';
import { indexCommands } from './commands/text/find-command.ts';
import { allCommands } from './commands/registry.ts';
import { createRunner } from './commands/run.ts';
import type { Config } from './config.ts';
import { systemClock } from './core/clock.ts';
import type { Clock } from './core/clock.ts';
import type { PoolRest, TenantDatabase } from './database/tenant-databases.ts';
import { createClusterNews } from './monitoring/cluster-news.ts';
import { createRoundTheClock, usualTimes } from './monitoring/round-the-clock.ts';
import type { Times } from './monitoring/round-the-clock.ts';
import { createClusterLeases } from './tenancy/cluster-leases.ts';
import { endAllConsents } from './commands/tools/end-consent.ts';
import { openTools } from './commands/tools/open-tools.ts';
import { readCluster } from './commands/tools/read-cluster.ts';
import type { Toolbox } from './commands/tools/toolbox.ts';
import { createEgress } from './integrations/egress.ts';
import { createInstallationTokens } from './integrations/github/app/installation-tokens.ts';
import { createJobs } from './jobs/jobs.ts';
import { usualJobPace } from './jobs/job-options.ts';
import type { JobPace } from './jobs/job-options.ts';
import { createSmtpMailer } from './mail/smtp.ts';
import { createMessages } from './messages/translate.ts';
import { createReportLane } from './reports/lane.ts';
import { reportsOf } from './reports/reports-of.ts';
import { runSchedules } from './reports/schedules.ts';
import type { ReportDependencies } from './reports/types.ts';
import { listen } from './surfaces/http/listen.ts';
import { operationRoutes } from './surfaces/http/operations.ts';
import { slackTokensBody } from './surfaces/slack/installation/connect-by-token.ts';
import { createSlackSurface } from './surfaces/slack/slack.ts';
import { createWebSurface } from './surfaces/web/web.ts';
import type { WebLimits } from './surfaces/web/limits.ts';
import { createClaims } from './tenancy/claims.ts';
import { createEventInbox } from './tenancy/event-inbox.ts';
import { createInvitations } from './tenancy/invitations.ts';
import { createConnectStates, createInstallStates, createSignInStates } from './tenancy/install-states.ts';
import { openGround } from './tenancy/open-ground.ts';
import { createSlackInstallations } from './tenancy/slack-installations.ts';
import { createSlackOnboarding } from './tenancy/slack-onboarding.ts';
import { createSlackVisits } from './tenancy/slack-visits.ts';

/** What may be set from outside besides the configuration, for tests and benchmarks. */
export interface AppOptions {
  readonly clock?: Clock;
  readonly flood?: FloodLimits;
  readonly webLimits?: Partial<WebLimits>;
  readonly requests?: RequestLimits;
  /** False: clusters are not watched by this process. */
  readonly monitoring?: Times | false;
  readonly poolRest?: PoolRest;
  readonly jobPace?: JobPace;
  /** How long a person's Slack profile counts before Slack is asked again; a day. */
  readonly profileLifetimeMs?: number;
}

/** A running NOX. */
export interface App {
  readonly url: string;
  /** Resolves when nothing that came from Slack is being answered. */
  settled(): Promise<void>;
  /** Stops taking requests, finishes those under way, closes every pool. */
  close(): Promise<void>;
}

const usualFlood = { commandsPerTenSeconds: 300, concurrent: 40 };

/** Everything `startApp` needs to have been decided: the configuration with a database and a master key. */
export type ReadyConfig = Config & { readonly databaseUrl: string; readonly masterKey: string };

/**
 * Puts NOX together and listens. Errors: a sentence for a wrong master key or a database that cannot be reached;
 * nothing is served then.
 */
export async function startApp(config: ReadyConfig, log: Logger, options: AppOptions = {}): Promise<App> {
  const clock = options.clock ?? systemClock;
  const { databaseUrl, masterKey, tenantConnections } = config;
  const ground = await openGround({
    databaseUrl,
    masterKey,
    tenantConnections,
    poolRest: options.poolRest,
    clock,
    log,
  });
  const { control, master, databases, provisioner, vault, accounts } = ground;
  const admit = createRequestGuard(options.requests);
  const sessions = createSessions(databases, master.digest('', 'session'), clock, admit);
  const signIn = createSignIn(control, databases, sessions, accounts.emailIndex);
  const messages = createMessages();
  const billing = createBilling({
    control,
    databases,
    access: config.stripe,
    publicUrl: config.publicUrl,
    clock,
    standingChanged: (tenantId) => jobs.wake('reports', tenantId),
    log,
  });
  const slackLinks = createSlackLinks(databases, clock, config.publicUrl, billing.peopleChanged);
  const times = options.monitoring ?? usualTimes;
  const leaseMs = times ? times.leaseMs : usualTimes.leaseMs;
  const leases = createClusterLeases(control, databases, leaseMs, billing.paused);
  const environment = {
    egress: createEgress({ allow: config.allowPrivateHosts }),
    defaults: { githubUrl: config.githubUrl, notionUrl: config.notionUrl },
    apps: { notion: config.notion, github: config.githubApp, jira: config.jira },
  };
  const toolbox: Toolbox = {
    githubApp: config.githubApp && createInstallationTokens(config.githubApp, environment, clock),
    clock,
    claims: createClaims(control, master),
    clusters: createClusterNews(leases, () => roundTheClock),
    sealing: vault,
    room: billing.room,
    environment,
  };
  const openTenantTools = (tenant: TenantDatabase, signal: AbortSignal) =>
    openTools(tenant, toolbox, signal, undefined);
  const telling = {
    collect: (tenantId: number) => roundTheClock?.collect(tenantId),
    announcer: () => slack?.announcer,
  };
  const reporting: ReportDependencies = { ...telling, openTools: openTenantTools, messages, clock, log };
  const jobs = createJobs({
    control,
    clock,
    pace: options.jobPace ?? usualJobPace,
    tenantWork: {
      reports: (tenantId) => runSchedules({ ...reporting, databases, paused: billing.paused }, tenantId),
    },
    operatorWork: {
      spaces: { cron: '*/10 * * * *', work: () => ground.sweep((tenant) => endAllConsents(tenant, toolbox)) },
      billing: { cron: '7 * * * *', work: billing.round },
      tenants: { cron: '*/30 * * * *', work: lookAround },
    },
    log,
  });
  /** What no process heard of (it died in between) is made good. */
  async function lookAround(): Promise<void> {
    await leases.reconcile();
    roundTheClock?.clustersChanged();
    await jobs.makeGood();
  }
  const runner = createRunner({
    databases,
    index: indexCommands(allCommands()),
    toolbox,
    flood: createFloodGuard(options.flood ?? usualFlood),
    slackLinks,
    billing,
    telling,
    reports: (database) =>
      reportsOf(database, { ...reporting, wake: (tenantId) => jobs.wake('reports', tenantId) }),
    messages,
    clock,
    log,
  });
  const installations = createSlackInstallations(
    config.slack?.clientId ?? '',
    control,
    databases,
    vault,
    clock,
    billing.room,
  );
  const slack = config.slack
    ? createSlackSurface({
        config: { ...config.slack, publicUrl: config.publicUrl },
        installations,
        visits: createSlackVisits(installations, databases),
        states: createInstallStates(control, clock),
        signInStates: createSignInStates(control, clock),
        onboarding: createSlackOnboarding(installations, provisioner, databases),
        identities: createSlackIdentities(databases, clock, options.profileLifetimeMs, billing.peopleChanged),
        links: slackLinks,
        inbox: createEventInbox(control, databases, clock),
        runner,
        messages,
        log,
        clock,
        sessions,
        signIn,
      })
    : undefined;

  const roundTheClock = times
    ? createRoundTheClock({
        leases,
        databases,
        openCluster: (tenant, id) => readCluster(tenant, toolbox, id),
        openTools: openTenantTools,
        lanes: [createReportLane(reporting)],
        environment: toolbox.environment,
        announcer: slack?.announcer,
        messages,
        clock,
        times,
        log,
      })
    : undefined;

  const http = express();
  http.disable('x-powered-by');
  http.set('trust proxy', config.trustProxy);
  http.use(
    operationRoutes({
      isReady: () => control.answers(),
      openPools: databases.openPools,
      tenantConnections: databases.connections,
      jobDepths: jobs.depths,
    }),
  );
  if (slack) http.use(slack.router);
  const mail = config.mail && createSmtpMailer(config.mail, log);
  const invitations = createInvitations(
    control,
    databases,
    accounts.emailIndex,
    clock,
    config.publicUrl,
    billing,
  );
  http.use(
    createWebSurface({
      deletions: ground.deletions,
      accounts,
      invitations,
      mail,
      clock,
      passwordResets: createPasswordResets(control, databases, accounts.emailIndex, clock, config.publicUrl),
      signIn,
      sessions,
      slackLinks,
      publicUrl: config.publicUrl,
      supportEmail: config.supportEmail,
      billing,
      databases,
      toolbox,
      connectStates: createConnectStates(control, clock),
      installations,
      slack: slack && {
        body: slackTokensBody,
        connect: slack.connectByToken,
        disconnect: slack.disconnect,
        channels: slack.channels,
        announcer: slack.announcer,
      },
      messages,
      limits: options.webLimits ?? {},
      fault: (fields) => log.error(fields, 'a request failed'),
    }),
  );

  const receive = createServer((request, response) => {
    if (!slack?.receive(request, response)) http(request, response);
  });
  await jobs.prepare();
  const server = await listen(receive, config.port);
  const close = async () => {
    const closed = new Promise((done) => server.close(done));
    server.closeIdleConnections();
    await slack?.stop();
    await jobs.stop();
    await roundTheClock?.stop();
    server.closeAllConnections();
    await closed;
    await mail?.settled();
    await billing.stop();
    await ground.close();
  };
  await billing.start();
  await slack?.start().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  await roundTheClock?.start();
  await jobs.start();
  const { port } = server.address() as AddressInfo;
  log.info({ port, tenants: ground.migrated }, 'NOX is listening');
  const settled = async () => {
    await slack?.settled();
    await roundTheClock?.settled();
    await billing.settled();
    await mail?.settled();
  };
  return { url: `http://127.0.0.1:${port}`, settled, close };
}
