import { DEFAULT_STAGE, type StackTarget } from './stack-outputs.ts';

type OptionValue = string | number | boolean | readonly string[] | undefined;

const quoted = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

const optionText = ([name, value]: [string, OptionValue]): string[] => {
  if (value === undefined || value === false) return [];
  if (value === true) return [`--${name}`];
  return [`--${name}`, ...[value].flat().map((item) => quoted(String(item)))];
};

/** The line that a user types to run `command` with `options`; those that are undefined or false are left out. */
export const commandLine = (command: string, options: Readonly<Record<string, OptionValue>>): string =>
  ['npm run tripstream --', command, ...Object.entries(options).flatMap(optionText)].join(' ');

/** The options that make a command talk to `target` again. */
export const targetOptions = ({ endpoint, region, profile, stage, stack }: StackTarget) => ({
  endpoint,
  region,
  profile,
  stage: stage === DEFAULT_STAGE ? undefined : stage,
  stack,
});
