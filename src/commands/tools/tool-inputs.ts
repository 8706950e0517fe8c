import type { z } from 'zod';
import type { ToolType } from '../../core/integration.ts';
import { providers } from '../../integrations/providers.ts';

/** What each kind of tool is connected with, besides what all have in common: the schemas that validate it. */
export const toolInputs: Readonly<Record<ToolType, z.ZodType>> = {
  github: providers.github.input,
  k8s: providers.k8s.input,
  jira: providers.jira.input,
  notion: providers.notion.input,
};
