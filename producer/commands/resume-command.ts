import { commandLine, targetOptions } from '../stack/command-line.ts';
import type { ProduceOptions } from './command-options.ts';

/** The command line that sends what a run with `options` has left after its first `acknowledged` events. */
export const resumeCommand = (options: ProduceOptions, acknowledged: number): string => {
  const { starts, ends, only, order, seed, skip, limit, rate, json } = options;
  return commandLine('produce', {
    starts,
    ends,
    only,
    order,
    seed: order === 'shuffled' ? seed : undefined,
    skip: skip + acknowledged,
    limit: limit === undefined ? undefined : Math.max(1, limit - acknowledged),
    rate,
    ...targetOptions(options),
    json,
  });
};
