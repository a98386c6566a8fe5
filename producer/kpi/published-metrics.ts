import { parseExact, rawNumber } from '../../functions/trip/exact-json.ts';
import { CommandError } from '../terminal/command-error.ts';

/** A metrics file as a value of which `JSON.stringify` writes every number with the file's own digits. */
export const splicedMetrics = (file: string): unknown =>
  JSON.parse(file, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined ? rawNumber(source) : value,
  );

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;

/**
 * The number of trips of a metrics file, and the digits of its total.
 *
 * @throws {CommandError} when it has no such fields
 */
export const totalsOf = (file: string): { readonly trips: number; readonly totalFare: string } => {
  const metrics = field(parseExact(file), 'metrics');
  const trips = field(metrics, 'count_trips');
  const totalFare = field(metrics, 'total_fare');
  if (typeof trips !== 'string' || typeof totalFare !== 'string')
    throw new CommandError('the metrics file has no count_trips and total_fare');
  return { trips: Number(trips), totalFare };
};
