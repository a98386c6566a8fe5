import { type Command, Option } from 'commander';
import { type EventSelection, ORDERS } from '../produce/event-source.ts';
import { count } from './command-options.ts';

export interface EventOptions extends Pick<EventSelection, 'order' | 'seed'> {
  readonly starts?: string;
  readonly ends?: string;
}

export const addEventOptions = (command: Command): Command =>
  command
    .option('--starts <csv>', 'CSV of trip starts (default: the sample data, if --ends is not given either)')
    .option('--ends <csv>', 'CSV of trip ends')
    .addOption(
      new Option('--order <order>', 'how to mix starts and ends').choices(ORDERS).default('interleaved'),
    )
    .option('--seed <n>', 'seed for --order shuffled', count, 1);
