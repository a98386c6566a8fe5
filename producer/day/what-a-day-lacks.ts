import { parseExact } from '../../functions/trip/decimal.ts';
import type { ImplausibleKind } from '../../functions/trip/implausible.ts';
import { fieldOf, jsonOf, textOf } from '../stack/json-field.ts';
import type { Reading } from '../status/pipeline-status.ts';
import { counted, localTime } from '../terminal/text.ts';
import type { WaitingNow } from './waiting-now.ts';

export interface LackingContext {
  readonly timeZone: string;
  /** The command that audits the day; left out if there is nothing left to audit. */
  readonly audit?: string;
  /** What waits now; left out if that is not to be shown. */
  readonly now?: WaitingNow | undefined;
}

type Row = readonly [name: string, text: string];

const QUALITY = 'data_quality';

const then = (file: unknown, name: string, timeZone: string): readonly string[] => {
  const count = textOf(file, QUALITY, 'waiting', name);
  const at = textOf(file, QUALITY, 'waiting', 'counted_at');
  if (count === undefined || at === undefined) return ['not counted when the day was published'];
  return [`${Number(count).toLocaleString('en-US')} at ${localTime(at, timeZone)}`];
};

const nowText = (count: Reading<number> | undefined): readonly string[] => {
  if (count === undefined) return [];
  return 'value' in count
    ? [`${count.value.toLocaleString('en-US')} now`]
    : [`now not known (${count.unknown})`];
};

const streamText = ({ name, ageSeconds }: { readonly name: string; readonly ageSeconds: number | null }) => {
  if (ageSeconds === null) return `${name} not known (no reading in the last minutes)`;
  return ageSeconds < 1
    ? `${name} up to date`
    : `${name} behind by ${counted(Math.round(ageSeconds), 'second')}`;
};

const streamsRow = ({ streams }: WaitingNow): Row => [
  'streams',
  'value' in streams ? streams.value.map(streamText).join(', ') : `not known (${streams.unknown})`,
];

const auditText = (file: unknown, { timeZone, audit }: LackingContext): string => {
  const at = textOf(file, QUALITY, 'incomplete', 'audited_at');
  if (at === undefined)
    return audit === undefined ? 'not audited' : `not audited; to check the day against the table: ${audit}`;
  const count = (name: string): number => Number(textOf(file, QUALITY, 'incomplete', name) ?? 0);
  const ends = `${counted(count('ends_without_start'), 'end')} without a start`;
  const starts = `${counted(count('starts_without_end'), 'start')} without an end`;
  return `${ends}, ${starts}, at ${localTime(at, timeZone)}`;
};

const KIND_TEXTS: Readonly<Record<ImplausibleKind, (count: number) => string>> = {
  dropoff_before_pickup: (count) =>
    `${counted(count, 'dropoff')} before ${count === 1 ? 'its pickup' : 'their pickups'}`,
  ride_too_long: (count) => `${counted(count, 'ride')} too long`,
  fare_zero: (count) => `${counted(count, 'fare')} of 0`,
  fare_too_high: (count) => `${counted(count, 'fare')} too high`,
};

const implausibleText = (file: unknown): string => {
  const counts = fieldOf(file, QUALITY, 'implausible');
  if (counts === null || counts === undefined) return 'not known';
  const texts = Object.entries(KIND_TEXTS).flatMap(([kind, text]) => {
    const count = Number(textOf(counts, kind) ?? 0);
    return count === 0 ? [] : [text(count)];
  });
  return texts.length === 0
    ? 'none'
    : `${texts.join(', ')}; they count like any other trip, and an audit lists some of them`;
};

/**
 * One row for each thing that a file's metrics may lack or have wrong: what waits, and what an audit and the run found.
 */
export const lackingRows = (file: string, context: LackingContext): readonly Row[] => {
  const content = jsonOf(file, parseExact);
  const { timeZone, now } = context;
  const counts = (name: string, count: Reading<number> | undefined): string =>
    [...then(content, name, timeZone), ...nowText(count)].join(', ');
  return [
    ['in quarantine', counts('in_quarantine', now?.quarantined)],
    ['in dead letters', counts('in_dead_letters', now?.deadLettered)],
    ...(now === undefined ? [] : [streamsRow(now)]),
    ['incomplete trips', auditText(content, context)],
    ['implausible trips', implausibleText(content)],
  ];
};
