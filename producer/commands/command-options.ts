import { type Command, InvalidArgumentError, Option } from 'commander';
import { ORDERS, type Order } from '../produce/event-source.ts';
import { DEFAULT_STAGE, STAGES, type StackTarget } from '../stack/stack-outputs.ts';

/** What `addEventOptions` parses. */
export interface EventOptions {
  readonly starts?: string;
  readonly ends?: string;
  readonly order: Order;
  readonly seed: number;
}

/** What `tripstream produce` is told. */
export interface ProduceOptions extends EventOptions, StackTarget {
  readonly only?: 'starts' | 'ends';
  readonly skip: number;
  readonly limit?: number;
  readonly rate?: number;
  readonly wait?: boolean;
  readonly json?: boolean;
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

/** A TCP port; 0 leaves the choice to the system. */
export const portNumber = (text: string): number => {
  const port = count(text);
  if (port > 65_535) throw new InvalidArgumentError('A port is at most 65535.');
  return port;
};

/** The value of an option that makes no sense twice: of two, commander would take the last in silence. */
export const once = (text: string, before?: string): string => {
  if (before !== undefined) throw new InvalidArgumentError('It may be given once.');
  return text;
};

const endpointUrl = (text: string): string => {
  const url = URL.parse(text);
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new InvalidArgumentError('It must be a URL such as http://127.0.0.1:4566.');
  }
  return text;
};

/** Which stack to use, for a command that talks to one: the fields of a `StackTarget`. */
export const addStackOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--endpoint <url>', 'an endpoint that speaks the AWS protocols, in place of AWS')
        .env('AWS_ENDPOINT_URL')
        .argParser(endpointUrl),
    )
    .option('--region <name>', 'the AWS region, in place of the configured one')
    .option('--profile <name>', 'the AWS profile, in place of the configured one')
    .addOption(
      new Option('--stage <stage>', 'the stack of this stage').choices(STAGES).default(DEFAULT_STAGE),
    )
    .option('--stack <name>', 'the stack of this name, whatever its stage');

/** Which events to send and how they are ordered: `starts`, `ends`, `order` and `seed`. */
export const addEventOptions = (command: Command): Command =>
  command
    .option('--starts <csv>', 'CSV of trip starts (the sample data if neither is given)')
    .option('--ends <csv>', 'CSV of trip ends')
    .addOption(
      new Option('--order <order>', 'how starts and ends are mixed').choices(ORDERS).default('interleaved'),
    )
    .option('--seed <n>', 'decides the shuffled order', count, 1);

/** Examples at the end of a command's --help. */
export const addExamples = (command: Command, examples: readonly string[]): Command =>
  command.addHelpText(
    'after',
    `\nExamples:\n${examples.map((line) => `  npm run tripstream -- ${line}`).join('\n')}`,
  );
