/** A guard taken out of the sources, and the tests that must notice. */
export interface Mutation {
  readonly name: string;
  readonly changes: readonly Change[];
  /** The test file, and which of its tests. */
  readonly noticedBy: readonly [file: string, name: string];
}

interface Change {
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly put: string;
}

const mutation = (
  name: string,
  noticedBy: readonly [string, string],
  ...changes: readonly (readonly [file: string, find: string, put: string])[]
): Mutation => ({ name, noticedBy, changes: changes.map(([file, find, put]) => ({ file, find, put })) });

const catalog = 'test/isolation/catalog.test.ts';
const ciphertexts = 'test/isolation/ciphertexts.test.ts';
const caches = 'test/isolation/caches.test.ts';
const egress = 'test/isolation/egress.test.ts';
const sessions = 'test/isolation/sessions.test.ts';
const routes = 'test/isolation/routes/routes.test.ts';
const requests = 'test/isolation/slack-requests.test.ts';
const kubeconfig = 'test/integrations/kubernetes/kubeconfig.test.ts';
const surface = 'test/surfaces/slack/separation.test.ts';
const guard = 'src/integrations/egress.ts';
const pending = 'src/database/tenant/people/pending-actions.ts';

/** Every guard of separation, taken out one at a time. */
export const mutations: readonly Mutation[] = [
  mutation(
    'a tenant’s database opens to every role',
    [catalog, 'each refuses every role'],
    [
      'src/database/provision.ts',
      'revoke connect, temporary on database ${quoted} from public;',
      'grant connect on database ${quoted} to public;',
    ],
  ),
  mutation(
    'the control database stays open to every role',
    [catalog, 'each refuses every role'],
    ['src/database/embedded.ts', "['postgres', 'template1', 'nox']", "['postgres', 'template1']"],
    ['src/database/close-doors.ts', "[control.address.database, 'postgres'", "['postgres'"],
  ),
  mutation(
    'the template stays open to every role',
    [catalog, 'each refuses every role'],
    [
      'src/database/provision.ts',
      "from public`);\n      await migrateDatabase({ ...control.address, database: name }, 'tenant');",
      "from nox_tenant`);\n      await migrateDatabase({ ...control.address, database: name }, 'tenant');",
    ],
  ),
  mutation(
    'a tenant may write its audit log',
    [catalog, 'has tables that all carry'],
    [
      'src/database/migrate.ts',
      "['tenant_identity', 'audit_log', 'audit_head']",
      "['tenant_identity', 'audit_head']",
    ],
  ),
  mutation(
    'a tenant may create tables',
    [catalog, 'has tables that all carry'],
    [
      'src/database/migrate.ts',
      '`grant usage on schema public to ${tenantGroup}`',
      '`grant usage, create on schema public to ${tenantGroup}`',
    ],
  ),
  mutation(
    'a tenant’s role may create databases',
    [catalog, 'may log in, belongs'],
    ['src/database/provision.ts', 'login password', 'login createdb password'],
  ),
  mutation(
    'a table without a key to the identity',
    [catalog, 'has tables that all carry'],
    [
      'drizzle/tenant/0000_initial.sql',
      'ALTER TABLE "tenant_integrations" ADD CONSTRAINT "tenant_integrations_tenant_id_tenant_identity_tenant_id_fk"',
      'ALTER TABLE "tenant_integrations" ADD CONSTRAINT "x" CHECK (true);--> statement-breakpoint\nALTER TABLE "tenant_settings" ADD CONSTRAINT "y"',
    ],
  ),
  mutation(
    'the audit’s function trusts whoever’s search path',
    [catalog, 'has tables that all carry'],
    [
      'drizzle/tenant/0012_audit_together.sql',
      'LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS',
      'LANGUAGE plpgsql SECURITY DEFINER AS',
    ],
  ),
  mutation(
    'whose database it is goes unread',
    [sessions, 'a door that leads'],
    ['src/database/tenant-databases.ts', 'if (identity?.tenant_id !== tenantId)', 'if (!identity)'],
  ),
  mutation(
    'all tenants use the pool that was opened first',
    [sessions, 'a session'],
    [
      'src/database/tenant-databases.ts',
      'let pool = pools.get(tenantId);',
      'let pool = pools.get(tenantId) ?? [...pools.values()][0];',
    ],
  ),
  mutation(
    'a sealed value opens in any place',
    [ciphertexts, 'opens in its own place'],
    ['src/tenancy/vault.ts', 'protectedHeader.place !== name(place)', 'protectedHeader.place === undefined'],
  ),
  mutation(
    'a place without its row',
    [ciphertexts, 'opens in its own place'],
    ['src/tenancy/vault.ts', '${place.table}/${place.column}/${place.row}', '${place.table}/${place.column}'],
  ),
  mutation(
    'a place without its column',
    [ciphertexts, 'opens in its own place'],
    ['src/tenancy/vault.ts', '${place.table}/${place.column}/${place.row}', '${place.table}/${place.row}'],
  ),
  mutation(
    'data keys are remembered without their tenant',
    [ciphertexts, 'opens in its own place'],
    ['src/tenancy/vault.ts', 'remember(keys, `${tenantId}/${version}`', 'remember(keys, `${version}`'],
  ),
  mutation(
    'a wrapped key opens for any purpose',
    [ciphertexts, 'put in another|wrapped for one purpose'],
    [
      'src/tenancy/master-key.ts',
      'protectedHeader.purpose !== purpose',
      'protectedHeader.purpose === undefined',
    ],
  ),
  mutation(
    'shared channels are remembered without the tenant',
    [caches, 'a channel that is shared'],
    ['src/surfaces/slack/shared-channels.ts', '`${tenantId}:${channel}`', 'channel'],
  ),
  mutation(
    'commands under way are counted without the tenant',
    [caches, 'a flood of one'],
    ['src/access/flood.ts', 'await rate.consume(tenantId)', "await rate.consume('all')"],
  ),
  mutation(
    'events under way are known without the tenant',
    [caches, 'an event of one'],
    ['src/surfaces/slack/keep-events.ts', '`${tenantId}:${eventId}`', 'eventId'],
  ),
  mutation(
    'pressed buttons are known without the tenant',
    [caches, 'a button pressed by one'],
    ['src/surfaces/slack/listen/actions.ts', '`${tenantId}:${slackUserId}:${id}`', '`${slackUserId}:${id}`'],
  ),
  mutation(
    'an address in a URL goes unchecked',
    [egress, 'refuses private, written'],
    [guard, "if (literal && !addressAllowed(host)) throw new NoxError('egress_refused', { host });", ''],
  ),
  mutation(
    'an address that was resolved goes unchecked',
    [egress, 'resolves to private|re-pointed'],
    [guard, 'found.filter((entry) => addressAllowed(entry.address))', 'found'],
  ),
  mutation(
    'IPv4 inside IPv6 counts as public',
    [egress, 'compatible with IPv4'],
    [
      guard,
      "parsed.range() === 'unicast' && isGlobal(parsed as ipaddr.IPv6)",
      "parsed.range() === 'unicast'",
    ],
  ),
  mutation(
    'carriers’ addresses count as public',
    [egress, 'shared by carriers'],
    [
      guard,
      "return parsed.range() === 'unicast';",
      "return ['unicast', 'carrierGradeNat'].includes(parsed.range());",
    ],
  ),
  mutation(
    'redirects are followed',
    [egress, 'does not follow redirects'],
    [guard, "redirect: 'manual'", "redirect: 'follow'"],
  ),
  mutation(
    'a connection goes to other origins too',
    [egress, 'no other origin'],
    [
      guard,
      "if (target.origin !== home.origin) throw new NoxError('egress_refused', { host: target.hostname });",
      '',
    ],
  ),
  mutation(
    'user info in a URL is taken',
    [egress, 'with user info'],
    [guard, 'if (parsed.username || parsed.password)', 'if (parsed.username === undefined)'],
  ),
  mutation(
    'plain http goes anywhere',
    [egress, 'with user info'],
    [guard, "!(parsed.protocol === 'http:' && allowed)", "parsed.protocol !== 'http:'"],
  ),
  mutation(
    'a kubeconfig may name a program',
    [kubeconfig, 'refuses exec by name'],
    ['src/integrations/kubernetes/doors.ts', "user: ['token',", "user: ['exec', 'token',"],
  ),
  mutation(
    'a kubeconfig may hold several documents',
    [kubeconfig, 'several documents'],
    [
      'src/integrations/kubernetes/kubeconfig.ts',
      "if (second) throw malformed('k8s.kubeconfig.several_documents');",
      'if (second === null) return second;',
    ],
  ),
  mutation(
    'a failed query’s parameters are logged',
    ['test/log.test.ts', ''],
    ['src/log.ts', 'redact(firstLine(error.message))', 'redact(error.message)'],
  ),
  mutation(
    'the home that a request names goes unread',
    [surface, 'under a member’s id'],
    [
      'src/surfaces/slack/home.ts',
      'if (!installed.enterpriseId) return claimed;',
      'if (!installed.enterpriseId) return home;',
    ],
  ),
  mutation(
    'strangers of other organisations count as members',
    [surface, 'two tenants|other organisations'],
    ['src/surfaces/slack/home.ts', 'isOutsider: profile.isOutsider || !belongs,', 'isOutsider: false,'],
  ),
  mutation(
    'answers go to whatever response URL was sent',
    ['test/surfaces/slack/respond.test.ts', ''],
    ['src/surfaces/slack/respond.ts', "if (!isSlacks(url, 'hooks.slack.com', apiUrl)) return false;", ''],
  ),
  mutation(
    'channels that others read count as ours alone',
    [surface, 'a channel that others read'],
    [
      'src/surfaces/slack/shared-channels.ts',
      'Boolean(info.channel.is_ext_shared || info.channel.is_pending_ext_shared)',
      'false',
    ],
  ),
  mutation(
    'requests from Slack go unverified',
    ['test/surfaces/slack/delivery.test.ts', 'wrong signature'],
    [
      'src/surfaces/slack/http-receiver.ts',
      '{ enabled: true, signingSecret',
      '{ enabled: false, signingSecret',
    ],
  ),
  mutation(
    'sessions outlive their epoch',
    [sessions, 'ends at once'],
    ['src/access/sessions.ts', ' || user.sessionEpoch !== claimed.epoch', ''],
  ),
  mutation(
    'people who were removed keep their sessions',
    [sessions, 'ends at once'],
    [
      'src/access/sessions.ts',
      'if (!user || !hasAccess(user, clock.now()) || user.sessionEpoch !== claimed.epoch)',
      'if (user?.sessionEpoch !== claimed.epoch)',
    ],
  ),
  mutation(
    'everybody may connect tools',
    [sessions, 'ends at once'],
    ['src/commands/tools/connect-tool.ts', 'mustManage(by);', ''],
  ),
  mutation(
    'everybody may remove tools',
    [sessions, 'ends at once'],
    ['src/commands/tools/disconnect-tool.ts', 'mustManage(by);', ''],
  ),
  mutation(
    'everybody may connect a workspace',
    [sessions, 'ends at once'],
    [
      'src/surfaces/slack/connect-by-token.ts',
      "if (!mayDo(actor.role, 'tenant:manage'))",
      'if (!actor.role)',
    ],
  ),
  mutation(
    'a tenant’s id in a body goes unchecked',
    [routes, 'POST /api/integrations/github'],
    [
      'src/surfaces/web/authenticate.ts',
      '[body?.tenantId, request.query.tenantId]',
      '[request.query.tenantId]',
    ],
  ),
  mutation(
    'a tenant’s id in a query goes unchecked',
    [routes, 'GET /api/integrations'],
    ['src/surfaces/web/authenticate.ts', '[body?.tenantId, request.query.tenantId]', '[body?.tenantId]'],
  ),
  mutation(
    'an address opens the space that is asked for without its password',
    [routes, 'POST /api/auth/login'],
    [
      'src/access/sign-in.ts',
      '(await passwordFits(user?.passwordHash, password)) && user?.active',
      'user?.active',
    ],
  ),
  mutation(
    'the beginning of an install is good again and again',
    [routes, 'GET /slack/oauth_redirect'],
    [
      'src/database/control/install-states.ts',
      `  const [row] = await control.db
    .delete(installStates)
    .where(
      and(
        eq(installStates.stateHash, stateHash),
        eq(installStates.browserHash, browserHash),
        gt(installStates.expiresAt, now),
      ),
    )
    .returning();`,
      `  const [row] = await control.db.select().from(installStates).where(
      and(
        eq(installStates.stateHash, stateHash),
        eq(installStates.browserHash, browserHash),
        gt(installStates.expiresAt, now),
      ),
    );`,
    ],
  ),
  mutation(
    'the beginning of an install is good in any browser',
    [routes, 'GET /slack/oauth_redirect'],
    ['src/database/control/install-states.ts', 'eq(installStates.browserHash, browserHash),', ''],
  ),
  mutation(
    'a link joins accounts of other tenants',
    [routes, 'POST /api/slack/link|slack/link/:code'],
    [
      'src/access/slack-links.ts',
      'tenantOfCode(code) === by.tenantId ? await open(code) : undefined',
      'await open(code)',
    ],
  ),
  mutation(
    'other sites act with a browser’s session',
    [routes, 'POST /account/token'],
    [
      'src/surfaces/http/session-cookie.ts',
      "if (site !== undefined && site !== 'same-origin') return false;",
      'if (site !== undefined) return true;',
    ],
  ),
  mutation(
    'a button works for whoever presses it',
    [requests, 'a button works once'],
    [pending, 'eq(pendingActions.userId, userId),', ''],
  ),
  mutation(
    'a button works again and again',
    [requests, 'a button works once'],
    [pending, 'isNull(pendingActions.usedAt),', ''],
  ),
  mutation(
    'a role’s permissions go unread',
    [requests, 'asks for the permission again'],
    [
      'src/commands/permit.ts',
      'if (!mayDoSomewhere(rules, actor.role, permission)) throw',
      'if (!actor.role) throw',
    ],
  ),
  mutation(
    'members of no installed workspace are served',
    [requests, 'app_mention|command'],
    [
      'src/access/slack-identity.ts',
      "if (!(await belongs(database, profile))) return refuse(database, 'outsider', { tenant, locale });\n    const { homeTeamId",
      'const { homeTeamId',
    ],
  ),
  mutation(
    'a workspace may be taken over',
    [requests, 'is not taken over'],
    [
      'src/tenancy/slack-installations.ts',
      "if (refusal === 'taken') throw new NoxError('conflict', {}, { sentence: 'slack.install.team_taken' });",
      '',
    ],
  ),
  mutation(
    'a workspace inside another’s organisation may be taken',
    [requests, 'is not taken over'],
    [
      'src/database/control/slack-routes.ts',
      "if (organisation) return 'taken';",
      "if (organisation && only) return 'taken';",
    ],
  ),
  mutation(
    'tokens of GitHub installations are kept without their tenant',
    ['test/integrations/github/installation-tokens.test.ts', 'is one tenant’s alone'],
    [
      'src/integrations/github/app/installation-tokens.ts',
      'const key = `${tenantId} ${apiUrl} ',
      'const key = `${apiUrl} ',
    ],
  ),
  mutation(
    'whoever sees a GitHub installation may connect it',
    ['test/web/github-app.test.ts', 'who sees an installation'],
    ['src/integrations/github/app/administered.ts', 'return isTheirs ? [', 'return isTheirs || login ? ['],
  ),
  mutation(
    'a GitHub installation may serve two tenants',
    ['test/web/github-app.test.ts', 'serves one space'],
    ['src/database/control/claims.ts', 'return row?.tenantId === tenantId;', 'return row !== undefined;'],
  ),
  mutation(
    'a person’s requests are counted with those of another tenant’s',
    [caches, 'requests of one person'],
    ['src/access/flood.ts', 'byPerson.consume(`${tenantId}/${userId}`)', 'byPerson.consume(userId)'],
  ),
  mutation(
    'all tenants share what one may ask of the pages',
    [caches, 'requests of one person'],
    ['src/access/flood.ts', 'await byTenant.consume(tenantId)', 'await byTenant.consume(0)'],
  ),
  mutation(
    'a consent counts for whoever its browser is signed in as',
    ['test/web/consent.test.ts', 'refusing, coming twice'],
    [
      'src/surfaces/web/pages/space/tools/consent.ts',
      'if (intent.tenantId !== at.tenant.id || intent.userId !== at.actor.userId)',
      'if (intent.tenantId < 0)',
    ],
  ),
];
