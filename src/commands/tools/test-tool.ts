import { isNoxError } from '../../core/errors.ts';
import type { Integration } from '../../core/integration.ts';
import type { Connections } from '../contracts/connections.ts';
import { findTool, mustManage, recordTool } from './change-tool.ts';
import type { ToolKeeper } from './change-tool.ts';
import { noteToolHealth } from './note-health.ts';
import { openTools } from './open-tools.ts';
import type { Toolbox } from './toolbox.ts';

const timeoutMs = 10_000;

/**
 * Asks a tool whether it still answers to its stored credential, notes that, and says what it is. Errors: `forbidden`,
 * `not_found`, and whatever the service said: `upstream_*`.
 */
export async function testTool(by: ToolKeeper, toolbox: Toolbox, id: number): Promise<Integration> {
  mustManage(by);
  const tool = await findTool(by.database, id);
  const tools = openTools(by.database, toolbox, AbortSignal.timeout(timeoutMs), undefined);
  try {
    await ask(tools, tool);
    await noteToolHealth(by.database, tools.used, undefined);
    await recordTool(by, `integrations test ${tool.type}`, tool.name, 'ok');
  } catch (error) {
    await noteToolHealth(by.database, tools.used, error);
    await recordTool(
      by,
      `integrations test ${tool.type}`,
      tool.name,
      isNoxError(error) ? error.code : 'internal',
    );
    throw error;
  } finally {
    await tools.close();
  }
  return findTool(by.database, id);
}

/** The cheapest question that only a good credential gets an answer to. */
async function ask(tools: Connections, { type, name }: Integration): Promise<void> {
  switch (type) {
    case 'github':
      return void (await (await tools.github(name)).client.whoAmI());
    case 'k8s':
      return void (await (await tools.kubernetes(name)).client.access());
    case 'notion':
      return void (await (await tools.notion(name)).client.whoAmI());
    case 'jira':
      return void (await (await tools.jira(name)).client.projects());
    case 'slack':
      return undefined;
  }
}
