import { z } from 'zod';
import type { Parameter } from '../contracts/command.ts';

/** Which Notion, where a freelancer has several. */
export const notionField = z.string().max(60).optional();
export const notionParameter: Parameter = { name: 'notion', label: 'notion.parameter.notion' };

/** A page or a database: its title, its id or its address. */
export const targetField = z.string().trim().min(1).max(2_000);
/** What is written into a page. */
export const textField = z.string().trim().min(1).max(20_000);
