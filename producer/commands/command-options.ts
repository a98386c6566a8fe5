import { type Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_STAGE, STAGES, type StackTarget } from '../stack/stack-outputs.ts';
import { InputError } from '../terminal/command-error.ts';
import { shownValue } from '../terminal/single-values.ts';

/** The parsed options of a command made by {@link addStackCommand} that has `--json`. */
export interface StackCommandOptions extends StackTarget {
  readonly json?: boolean;
}

export interface DayOptions extends StackCommandOptions {
  readonly date: string;
}

interface CommandTexts {
  readonly description: string;
  /** What --help says after the options. */
  readonly note?: string;
  /** Command lines without `npm run tripstream --`. */
  readonly examples: readonly string[];
}

const wholeNumber =
  (least: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least) {
      throw new InvalidArgumentError(`It must be a whole number of at least ${least}.`);
    }
    return value;
  };

export const count = wholeNumber(0);
export const positiveCount = wholeNumber(1);

/** A TCP port; 0 lets the system choose. */
export const portNumber = (text: string): number => {
  const port = count(text);
  if (port > 65_535) throw new InvalidArgumentError('A port is at most 65535.');
  return port;
};

/** How --help describes a console's default port. */
export const CONSOLE_PORT_DEFAULT = '4580, or a free one if that is taken';

const endpointUrl = (text: string): string => {
  const url = URL.parse(text);
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    // Not commander's own error: it repeats the value, which may contain a password.
    throw new InputError(
      `option '--endpoint <url>' argument '${shownValue(text)}' is invalid. It must be a URL such as http://127.0.0.1:4566.`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new InputError(
      `--endpoint ${shownValue(text)} has a user name or a password: leave it out, credentials come from --profile or the environment`,
    );
  }
  return text;
};

/** Adds examples, and a note before them, to the end of a command's --help. */
export const addHelp = (command: Command, { note, examples }: Omit<CommandTexts, 'description'>): Command => {
  const lines = examples.map((line) => `  npm run tripstream -- ${line}`).join('\n');
  return command.addHelpText('after', `${note === undefined ? '' : `\n${note}\n`}\nExamples:\n${lines}`);
};

export const addCommand = (parent: Command, name: string, { description, ...help }: CommandTexts): Command =>
  addHelp(parent.command(name).description(description), help);

/** Adds a command that talks to a stack, with the options that select the stack: the fields of a `StackTarget`. */
export const addStackCommand = (parent: Command, name: string, texts: CommandTexts): Command =>
  addCommand(parent, name, texts)
    .addOption(
      new Option('--endpoint <url>', 'use this AWS-compatible endpoint instead of AWS')
        .env('AWS_ENDPOINT_URL')
        .argParser(endpointUrl),
    )
    .option('--region <name>', 'use this AWS region instead of the configured one')
    .option('--profile <name>', 'use this AWS profile instead of the configured one')
    .addOption(
      new Option('--stage <stage>', 'use the stack of this stage').choices(STAGES).default(DEFAULT_STAGE),
    )
    .option('--stack <name>', 'use the stack with this name, whatever its stage');

/** Adds `date`, `--from` and `--to`. `date` cannot be combined with the other two. */
export const addDayOptions = (command: Command, date: Option): Command =>
  command
    .addOption(date.conflicts(['from', 'to']))
    .option('--from <YYYY-MM-DD>', 'the first day of a range')
    .option('--to <YYYY-MM-DD>', 'the last day, inclusive');

/** The loader of each command, by name. `words` are the rest of the command line after that name. */
export type LoadedCommands = Readonly<
  Record<string, () => Promise<(parent: Command, words: readonly string[]) => void | Promise<void>>>
>;

/**
 * Adds the command that the first word names, or all commands if it names none. Loading a command also loads its SDK
 * clients, which takes longer than the command itself.
 */
export const addLoaded = async (
  parent: Command,
  commands: LoadedCommands,
  [name = '', ...rest]: readonly string[],
): Promise<void> => {
  const isNamed = Object.hasOwn(commands, name);
  const loading = (isNamed ? [name] : Object.keys(commands)).map((each) => commands[each]?.());
  for (const add of await Promise.all(loading)) await add?.(parent, isNamed ? rest : []);
};
