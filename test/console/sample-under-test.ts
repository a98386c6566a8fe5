import { SAMPLE } from '../flow/cloud-under-test.ts';

/** A part of the sample as two files. */
export interface TripFiles {
  readonly start: string;
  readonly end: string;
  readonly events: number;
}

/** A slice of the sample's trips in the order of their starts; `prefix` turns them into different trips. */
const tripsOfSample = (slice: readonly [from: number, to?: number], prefix = ''): TripFiles => {
  const [startHeader = '', ...allStarts] = SAMPLE.startsCsv.trimEnd().split('\n');
  const starts = allStarts.slice(...slice);
  const ids = new Set(starts.map((line) => line.split(',')[0]));
  const [endHeader = '', ...allEnds] = SAMPLE.endsCsv.trimEnd().split('\n');
  const ends = allEnds.filter((line) => ids.has(line.split(',').at(-1)));
  return {
    start: [startHeader, ...starts.map((line) => prefix + line)].join('\n'),
    end: [endHeader, ...ends.map((line) => line.replace(/[^,]*$/, (id) => prefix + id))].join('\n'),
    events: starts.length + ends.length,
  };
};

/** The sample's first `trips` trips; `prefix` turns them into different trips. */
export const cutSample = (trips: number, prefix = ''): TripFiles => tripsOfSample([0, trips], prefix);

/** The sample's last `trips` trips. Some end on the next day. */
export const endOfSample = (trips: number): TripFiles => tripsOfSample([-trips]);
