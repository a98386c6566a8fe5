import type { Command } from 'commander';
import { CommandError, InputError } from '../terminal/command-error.ts';
import { printResult } from '../terminal/print.ts';
import { findTrip } from '../trip/find-trip.ts';
import { nothingFoundText, tripText } from '../trip/trip-text.ts';
import { addCommand, addStackCommand, type StackCommandOptions } from './command-options.ts';

const show = async (tripId: string, options: StackCommandOptions): Promise<void> => {
  if (tripId.trim() === '') throw new InputError('the trip id is empty: give one such as 87b7ae24d1');
  const report = await findTrip(options, tripId, { silent: options.json === true });
  if (report.stored === null && report.waiting.length === 0)
    throw new CommandError(nothingFoundText(tripId, report));
  printResult(options, report, tripText(report, options));
};

export const addTripCommand = (program: Command): void => {
  const trip = addCommand(program, 'trip', {
    description: 'look at one trip',
    examples: ['trip show 87b7ae24d1'],
  });
  addStackCommand(trip, 'show', {
    description:
      'show everything known about a trip: both halves, the day it counts for, and what waits in the queues',
    note: 'Reads both queues in full and leaves every message in place. The shard shown is the one that the trip id hashes to; a\nproducer with other partition keys may have used another.\nWith --json, the fields of the halves are text, and times are UTC. Exits with 1 if nothing is known about the trip.',
    examples: [
      'trip show 87b7ae24d1 --endpoint http://127.0.0.1:4566',
      'trip show 87b7ae24d1 --stage prod --json',
    ],
  })
    .argument('<id>', 'the trip_id')
    .option('--json', 'print it as JSON')
    .action(show);
};
