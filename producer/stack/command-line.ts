import { DEFAULT_STAGE, type StackTarget } from './stack-outputs.ts';

type OptionValue = string | number | boolean | readonly string[] | undefined;

const quoted = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

const optionText = ([name, value]: [string, OptionValue]): string[] => {
  if (value === undefined || value === false) return [];
  if (value === true) return [`--${name}`];
  return [`--${name}`, ...[value].flat().map((item) => quoted(String(item)))];
};

/** What a user types to run `command` against the same stack; undefined and false options are left out. */
export const commandLine = (
  command: string,
  { endpoint, region, profile, stage, stack }: StackTarget,
  { json, ...options }: Readonly<Record<string, OptionValue>> = {},
): string => {
  const target = { endpoint, region, profile, stage: stage === DEFAULT_STAGE ? undefined : stage, stack };
  const words = Object.entries({ ...options, ...target, json }).flatMap(optionText);
  return ['npm run tripstream --', command, ...words].join(' ');
};

/** What a user types to run the AWS CLI's `command` against the same place. */
export const awsCommandLine = (
  command: string,
  { endpoint, region, profile }: StackTarget,
  options: Readonly<Record<string, OptionValue>> = {},
): string => {
  const words = Object.entries({ ...options, 'endpoint-url': endpoint, region, profile }).flatMap(optionText);
  return ['aws', command, ...words].join(' ');
};
