import type { Case } from '../forger.ts';
import { aboardCases } from './aboard.ts';
import { accountCases } from './account.ts';
import { apiCases } from './api.ts';
import { peopleCases } from './people.ts';
import { publicCases } from './public.ts';
import { slackCases } from './slack.ts';
import { spaceCases } from './space.ts';
import { toolCases } from './tools.ts';

/** Every route and what is tried at it; a route that two files try stands here twice. */
export const allCases: readonly (readonly [route: string, tried: Case])[] = [
  aboardCases,
  apiCases,
  publicCases,
  spaceCases,
  toolCases,
  peopleCases,
  accountCases,
  slackCases,
].flatMap((cases) => Object.entries(cases));
