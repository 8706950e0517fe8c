import type { ToolType } from '../../core/integration.ts';
import { hasSpokenInSlack } from '../../database/tenant/audit/audit.ts';
import { listWatches } from '../../database/tenant/monitoring/watches.ts';
import { listIntegrations } from '../../database/tenant/integrations.ts';
import type { TenantDatabase } from '../../database/tenant-databases.ts';

/** How far a space has come: what is really there, not what was clicked. */
export interface FirstSteps {
  /** `failing`: connected, but none of that kind answered when it was last asked. */
  readonly tools: Readonly<Record<ToolType, 'missing' | 'failing' | 'done'>>;
  readonly firstCommand: boolean;
  /** Whether a cluster is watched round the clock by now. */
  readonly monitoring: boolean;
}

/** Reads how far a space has come. */
export async function readFirstSteps(database: TenantDatabase): Promise<FirstSteps> {
  const [all, firstCommand, watches] = await Promise.all([
    listIntegrations(database),
    hasSpokenInSlack(database),
    listWatches(database),
  ]);
  const stateOf = (type: ToolType) => {
    const some = all.filter((each) => each.type === type);
    if (some.length === 0) return 'missing';
    return some.some((each) => each.health === 'ok') ? 'done' : 'failing';
  };
  const tools = {
    github: stateOf('github'),
    k8s: stateOf('k8s'),
    jira: stateOf('jira'),
    notion: stateOf('notion'),
  } as const;
  return { tools, firstCommand, monitoring: watches.some((each) => each.state === 'watching') };
}
