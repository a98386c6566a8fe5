import type { Command, Option } from 'commander';
import { printable } from './text.ts';

const SHOWN_CHARACTERS = 200;

/** A value as a message may show it: on one line, and without a URL's password. */
export const shownValue = (value: string): string =>
  printable(value.replace(/^([a-z][a-z0-9+.-]*:)?.*@/is, '$1//***@'), SHOWN_CHARACTERS);

/** What is wrong with the values that an option was given; undefined if nothing. */
const problemOf = ({ flags }: Option, given: readonly string[]): string | undefined => {
  const [value = ''] = given;
  if (given.length > 1)
    return `option '${flags}' is given twice, as ${given.map(shownValue).join(' and ')}. It may be given once.`;
  if (value === '') return `option '${flags}' has an empty value: leave it out, or give it one.`;
  if (value.startsWith('--'))
    return `option '${flags}' needs a value, but ${shownValue(value)} is an option.`;
  return undefined;
};

const refuseOthers = (command: Command, option: Option): void => {
  const { parseArg: parse } = option;
  const given: string[] = [];
  option.argParser((value: string, previous: unknown): unknown => {
    given.push(value);
    const problem = problemOf(option, given);
    if (problem !== undefined) command.error(`error: ${problem}`);
    return parse === undefined ? value : parse(value, previous);
  });
};

/**
 * Makes every option that takes one value refuse a second value, an empty one, and one that looks like an option.
 * Commander would silently use the last value, and take `--allow-missing` in `--out --allow-missing` for a file name.
 */
export const refuseWrongValues = (command: Command): void => {
  for (const option of command.options) {
    if ((option.required || option.optional) && !option.variadic) refuseOthers(command, option);
  }
  for (const below of command.commands) refuseWrongValues(below);
};
