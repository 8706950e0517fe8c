import { z } from 'zod';
import type { Parameter } from '../contracts/command.ts';

const short = z.string().trim().min(1).max(300);

/** A number as `12` or `#12`. */
export const ticketNumber = z.string().regex(/^#?\d{1,9}$/);
export const flag = z.coerce.boolean().optional();
export const optional = short.optional();
/** A text that a person writes; GitHub takes 65,536 characters, less what NOX adds. */
export const longText = z.string().trim().min(1).max(60_000);

/** What every command in a repository takes. */
export const placeFields = { repo: optional, github: z.string().max(60).optional() };
export interface Place {
  readonly repo?: string | undefined;
  readonly github?: string | undefined;
}

/** What every command about one issue or pull request takes: `web#12`, `web 12`, `12 dans web`. */
export const ticketFields = { ...placeFields, ref: optional, number: ticketNumber.optional() };
export interface TicketInput extends Place {
  readonly ref?: string | undefined;
  readonly number?: string | undefined;
}

export const githubParameter: Parameter = {
  name: 'github',
  flags: ['compte', 'account'],
  prepositions: ['avec', 'with'],
  label: 'github.parameter.github',
};
/** The repository where it is the first word. */
export const repoParameter: Parameter = {
  name: 'repo',
  position: 0,
  flags: ['R', 'dépôt', 'repository'],
  prepositions: ['in', 'dans', 'de', 'du', 'of'],
};
/** The repository where the first word names something in it. */
export const besideParameter: Parameter = {
  name: 'repo',
  flags: ['R', 'dépôt', 'repository'],
  prepositions: ['in', 'dans', 'of'],
};
export const refParameter: Parameter = { name: 'ref', position: 0, label: 'github.parameter.ref' };
export const numberParameter: Parameter = { name: 'number', position: 1, label: 'github.parameter.number' };
/** The parameters of a command about one issue or pull request. */
export const ticketParameters: readonly Parameter[] = [
  refParameter,
  { ...numberParameter, flags: ['n', 'numéro'] },
  besideParameter,
  githubParameter,
];
