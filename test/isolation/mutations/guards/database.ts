import { mutation } from '../mutation.ts';
import type { Mutation } from '../mutation.ts';
import { catalog, requests, routes, sessions } from '../noticing.ts';

const pending = 'src/database/tenant/people/pending-actions.ts';

/** Guards that stand in the databases, and in the statements that are sent to them. */
export const ofDatabase: readonly Mutation[] = [
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
    'a failed query’s parameters are logged',
    ['test/log.test.ts', ''],
    ['src/log.ts', 'redact(firstLine(error.message))', 'redact(error.message)'],
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
    'a workspace inside another’s organisation may be taken',
    [requests, 'is not taken over'],
    [
      'src/database/control/slack-routes.ts',
      "if (organisation) return 'taken';",
      "if (organisation && only) return 'taken';",
    ],
  ),
  mutation(
    'a GitHub installation may serve two tenants',
    ['test/web/github-app.test.ts', 'serves one space'],
    ['src/database/control/claims.ts', 'return row?.tenantId === tenantId;', 'return row !== undefined;'],
  ),
];
