import type { AnyCommand } from '../contracts/command.ts';
import { assign } from './assign.ts';
import { comment } from './comment.ts';
import { create } from './create.ts';
import { mine } from './mine.ts';
import { move } from './move.ts';
import { search } from './search.ts';
import { show } from './show.ts';

/** The Jira commands, in the order in which help lists them. */
export const jiraCommands: readonly AnyCommand[] = [search, show, mine, create, comment, assign, move];
