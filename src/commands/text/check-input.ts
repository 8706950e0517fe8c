import { NoxError } from '../../core/errors.ts';
import type { Translate } from '../../messages/translate.ts';
import type { Command } from '../contracts/command.ts';
import { labelOf, usageOf } from '../usage.ts';

/**
 * Holds words against a command's schema. Errors: `missing_argument` with the usage, or `bad_input` naming what is
 * wrong; never the schema's own words.
 */
export function checkInput<Input>(
  command: Command<Input>,
  raw: Readonly<Record<string, unknown>>,
  t: Translate,
): Input {
  const parsed = command.input.safeParse(raw);
  if (parsed.success) return parsed.data;
  const usage = usageOf(t, command);
  const name = String(parsed.error.issues[0]?.path[0] ?? '');
  const parameter = command.parameters.find((each) => each.name === name);
  const argument = parameter ? labelOf(t, parameter) : name;
  if (raw[name] === undefined) throw new NoxError('missing_argument', { argument, usage });
  const value = String(raw[name]).slice(0, 80);
  throw new NoxError('bad_input', { argument, value, usage }, { sentence: 'commands.bad_argument' });
}
