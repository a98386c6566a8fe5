import type { Command, Option } from 'commander';
import { printable } from './text.ts';

const SHOWN_CHARACTERS = 200;

/** A value as a message may show it: on one line, and without a URL's password. */
export const shownValue = (value: string): string =>
  printable(value.replace(/^([a-z][a-z0-9+.-]*:)?.*@/is, '$1//***@'), SHOWN_CHARACTERS);

const refuseSecond = (command: Command, option: Option): void => {
  const { parseArg: parse } = option;
  const given: string[] = [];
  option.argParser((value: string, previous: unknown): unknown => {
    given.push(value);
    if (given.length > 1) {
      const values = given.map(shownValue).join(' and ');
      command.error(`error: option '${option.flags}' is given twice, as ${values}. It may be given once.`);
    }
    return parse === undefined ? value : parse(value, previous);
  });
};

/**
 * Makes every option of every command that takes one value refuse a second one: commander would silently take the last
 * one.
 */
export const refuseRepeatedValues = (command: Command): void => {
  for (const option of command.options) {
    if ((option.required || option.optional) && !option.variadic) refuseSecond(command, option);
  }
  for (const below of command.commands) refuseRepeatedValues(below);
};
