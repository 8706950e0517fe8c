import type { Request } from 'express';
import { NoxError } from '../../../../../core/errors.ts';
import type { ToolType } from '../../../../../core/integration.ts';

export const toolTypes: readonly ToolType[] = ['github', 'k8s', 'jira', 'notion'];

/** The kind of tool that an address names. Errors: `not_found`. */
export function toolTypeOf(request: Request): ToolType {
  const found = toolTypes.find((each) => each === request.params.type);
  if (!found) throw new NoxError('not_found', {}, { sentence: 'web.no_such_page' });
  return found;
}

/** The tool's id that an address names. Errors: `not_found` for what is none. */
export function toolId(request: Request): number {
  const id = String(request.params.id);
  if (!/^[1-9]\d{0,8}$/.test(id))
    throw new NoxError('not_found', { kind: 'kind.integration', name: id.slice(0, 40) });
  return Number(id);
}
