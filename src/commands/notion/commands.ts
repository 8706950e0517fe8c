import type { AnyCommand } from '../contracts/command.ts';
import { append } from './append.ts';
import { create } from './create.ts';
import { search } from './search.ts';
import { show } from './show.ts';

/** The Notion commands. */
export const notionCommands: readonly AnyCommand[] = [search, show, create, append];
