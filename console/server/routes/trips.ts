import { openQuarantine } from '../../../producer/repair/quarantine-scan.ts';
import { localTime } from '../../../producer/terminal/text.ts';
import { findInTable, findWaiting } from '../../../producer/trip/find-trip.ts';
import { nothingFoundText, standingText, unsearchedLines } from '../../../producer/trip/trip-text.ts';
import { type StoredTrip, tripInQueues, tripInTable, type WaitingHalves } from '../../api/trips.ts';
import { sentenceFrom } from '../aws/error-sentence.ts';
import type { StackAccess } from '../aws/stack-access.ts';
import { on } from '../http/route.ts';

const RUN_DAY = 'use "Run the day" on the page of that day';

const inTable = async (id: string, stack: StackAccess): Promise<StoredTrip | null> => {
  const outputs = await stack.outputs();
  const found = await findInTable(stack.target, outputs, id);
  if (found === null) return null;
  const { published, ...trip } = found;
  const zone = outputs.businessTimeZone;
  const clock = (instant: string): string => `${localTime(instant, zone)} ${zone}`;
  return {
    ...trip,
    in_file: published.in_file,
    in_file_text: sentenceFrom(standingText(published, trip, clock, RUN_DAY)),
  };
};

/** One search at a time: two would hide messages from each other. */
let searching: Promise<unknown> = Promise.resolve();

const inQueues = (id: string, stack: StackAccess): Promise<WaitingHalves> => {
  const search = async (): Promise<WaitingHalves> => {
    const found = await findWaiting(await openQuarantine(stack.workTarget), id, { silent: true });
    return {
      waiting: found.waiting,
      unsearched: unsearchedLines(found),
      nothing_found: sentenceFrom(nothingFoundText(id, found)),
    };
  };
  const result = searching.then(search);
  searching = result.catch(() => undefined);
  return result;
};

export const tripRoutes = [
  on(tripInTable, async ({ id }, stack) => ({ trip: await inTable(id, stack) })),
  on(tripInQueues, ({ id }, stack) => inQueues(id, stack)),
];
