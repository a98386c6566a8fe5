import type { ProduceOptions } from './command-options.ts';

const quoted = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/** The command line that sends what a run with `options` has left after its first `acknowledged` events. */
export const resumeCommand = (options: ProduceOptions, acknowledged: number): string => {
  const { starts, ends, only, order, seed, skip, limit, rate, endpoint, region, stack, json } = options;
  const values = {
    starts,
    ends,
    only,
    order,
    seed: order === 'shuffled' ? seed : undefined,
    skip: skip + acknowledged,
    limit: limit === undefined ? undefined : Math.max(1, limit - acknowledged),
    rate,
    endpoint,
    region,
    stack: stack === 'Tripstream' ? undefined : stack,
  };
  const given = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name} ${quoted(String(value))}`],
  );
  return ['npm run tripstream -- produce', ...given, ...(json === true ? ['--json'] : [])].join(' ');
};
