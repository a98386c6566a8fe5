import type { Node } from 'constructs';
import { isCalendarDate, leastKeptDays, MAX_LOOK_BACK_DAYS } from '../../functions/trip/business-time.ts';
import { MAX_PARTITION_COUNT } from '../../functions/trip/trip.ts';
import { isQuotaName, QUOTA_NAMES, type QuotaName } from '../capacity/aws-limits.ts';
import { sizeFor } from '../capacity/derive-size.ts';
import { DEFAULT_SIZE, type RaisedQuotas, type ShardMode, type Size } from '../capacity/size.ts';

/** What a deployment can choose, from the CDK context: `cdk.json`, or `-c key=value` on the command line. */
export interface Settings {
  /**
   * `prod` retains resources that hold data, keeps data for longer, and lets streams scale. In `dev` everything can be
   * removed.
   */
  readonly stage: 'dev' | 'prod';
  /** IANA name of the time zone in which a business day begins and ends. */
  readonly timeZone: string;
  /** From `tripsPerDay`, or else {@link DEFAULT_SIZE}; `shardMode`, `shards` and `partitions` win if they are given. */
  readonly size: Size;
  /** The hour, 0 to 23 in the time zone, at which the day before is summed. */
  readonly scheduleHour: number;
  /** How many days before yesterday a run looks for missing days and late completions, 1 to 90. Unset: 35. */
  readonly lookBackDays: number;
  /** How many days a trip is kept after its date. Unset: forever. */
  readonly keepTripsDays: number | undefined;
  /** A completed ride that took longer still counts, but is reported as implausible. 6 to 168 hours. Unset: 24. */
  readonly longestRideHours: number;
  /** The same for a ride with a higher fare. Decimal text. Unset: 1000. */
  readonly highestFare: string;
  /** The first date, YYYY-MM-DD, that Athena looks for. Unset: 2024-01-01. */
  readonly firstDate: string;
  /** Whose keys encrypt stored data: AWS's, or one key of this account, rotated every year. */
  readonly kms: 'aws' | 'customer';
  /**
   * The field by which a pipe identifies a failed record: AWS documents `eventID`, some implementations use
   * `sequenceNumber`.
   */
  readonly failureIdentifier: 'eventID' | 'sequenceNumber';
  /** Who is notified of alarms and failed runs. Unset: nobody, until someone subscribes to the topic. */
  readonly alarmEmail: string | undefined;
}

/** A context value that stops synth. */
export class InvalidSetting extends Error {
  override readonly name = 'InvalidSetting';
}

const refuse = (key: Key, value: unknown, wanted: string): never => {
  throw new InvalidSetting(
    `The context value ${key}=${JSON.stringify(value)} cannot be used: it must be ${wanted}. Set it in cdk.json or with -c ${key}=…`,
  );
};

/** Every context key of this project. */
export const KNOWN_KEYS = [
  'stage',
  'timeZone',
  'tripsPerDay',
  'peakFactor',
  'raisedQuotas',
  'partitions',
  'scheduleHour',
  'lookBackDays',
  'keepTripsDays',
  'longestRideHours',
  'highestFare',
  'firstDate',
  'shardMode',
  'shards',
  'kms',
  'failureIdentifier',
  'alarmEmail',
] as const;
type Key = (typeof KNOWN_KEYS)[number];

/** `cdk acknowledge` stores the numbers of notices in the context. CDK's other keys are not plain words. */
const CDK_WORDS: readonly string[] = ['acknowledged-issue-numbers'];

/** Whether a key is CDK's own, such as `@aws-cdk/core:x`, `aws:cdk:x`, `availability-zones:account=…` or `cdk-x`. */
const isCdkKey = (key: string): boolean => /[@:/]|^cdk-/.test(key) || CDK_WORDS.includes(key);

/** Without this, a misspelt key would be ignored: `-c stgae=prod` would deploy `dev`. */
const checkKeys = (node: Node): void => {
  const known: readonly string[] = KNOWN_KEYS;
  const context: Readonly<Record<string, unknown>> = node.getAllContext();
  const unknown = Object.keys(context).find((key) => !known.includes(key) && !isCdkKey(key));
  if (unknown === undefined) return;
  throw new InvalidSetting(
    `The context key ${JSON.stringify(unknown)} is not known: use ${known.slice(0, -1).join(', ')} or ${known.at(-1)}, in cdk.json or with -c key=value`,
  );
};

/** Five weeks. What completes later is rarely worth summing again; the log reports it. */
export const DEFAULT_LOOK_BACK_DAYS = 35;

const wholeNumber = (
  node: Node,
  key: Key,
  least: number,
  most: number,
  { unset, why = '' }: { readonly unset?: number; readonly why?: string } = {},
): number => {
  const value: unknown = node.tryGetContext(key) ?? unset;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most
    ? number
    : refuse(key, value, `a whole number from ${least} to ${most}${why}`);
};

const oneOf = <Choice extends string>(
  node: Node,
  key: Key,
  choices: readonly Choice[],
  unset: Choice,
): Choice => {
  const value: unknown = node.tryGetContext(key) ?? unset;
  return choices.find((choice) => choice === value) ?? refuse(key, value, choices.join(' or '));
};

const text = (
  node: Node,
  key: Key,
  isUsable: (text: string) => boolean,
  wanted: string,
  unset?: string,
): string => {
  const value: unknown = node.tryGetContext(key) ?? unset;
  return typeof value === 'string' && isUsable(value) ? value : refuse(key, value, wanted);
};

const DEFAULT_PEAK_FACTOR = 3;
const MOST_TRIPS_PER_DAY = 1_000_000_000_000;
const MOST_SHARDS = 10_000;

const ifSet = <Value>(node: Node, key: Key, read: () => Value): Value | undefined =>
  node.tryGetContext(key) === undefined ? undefined : read();

const raisedQuotas = (node: Node): RaisedQuotas => {
  const value: unknown = node.tryGetContext('raisedQuotas');
  const raised: Partial<Record<QuotaName, number>> = {};
  for (const part of value === undefined ? [] : String(value).split(',')) {
    const [, name = '', quota = ''] = /^(\w+):([1-9]\d{0,11})$/.exec(part) ?? [];
    if (!isQuotaName(name))
      return refuse(
        'raisedQuotas',
        value,
        `pairs such as tableWrites:80000,shards:500 of ${QUOTA_NAMES.join(', ')}`,
      );
    raised[name] = Number(quota);
  }
  return raised;
};

/** Keys that qualify a volume, and so mean nothing without one. */
const OF_A_VOLUME = ['peakFactor', 'raisedQuotas'] as const;

const sizeOf = (node: Node, stage: Settings['stage']): Size => {
  const shardMode = ifSet(node, 'shardMode', () =>
    oneOf<ShardMode>(node, 'shardMode', ['provisioned', 'on-demand'], 'provisioned'),
  );
  const shards = ifSet(node, 'shards', () => wholeNumber(node, 'shards', 1, MOST_SHARDS));
  const partitions = ifSet(node, 'partitions', () => wholeNumber(node, 'partitions', 1, MAX_PARTITION_COUNT));
  const tripsPerDay = ifSet(node, 'tripsPerDay', () =>
    wholeNumber(node, 'tripsPerDay', 1, MOST_TRIPS_PER_DAY),
  );
  if (tripsPerDay !== undefined) {
    const peakFactor = wholeNumber(node, 'peakFactor', 1, 1_000, { unset: DEFAULT_PEAK_FACTOR });
    return sizeFor({
      ...{ tripsPerDay, peakFactor, shardMode, shards, partitions },
      raisedQuotas: raisedQuotas(node),
    });
  }
  const pointless = OF_A_VOLUME.find((key) => node.tryGetContext(key) !== undefined);
  if (pointless !== undefined)
    throw new InvalidSetting(
      `The context value ${pointless} has no effect without tripsPerDay: set that, too`,
    );
  const mode = shardMode ?? (stage === 'prod' ? 'on-demand' : 'provisioned');
  if (mode === 'on-demand' && shards !== undefined)
    refuse('shards', shards, 'left out with on-demand streams, whose shards AWS manages');
  return {
    ...DEFAULT_SIZE,
    shardMode: mode,
    ...(shards !== undefined && { shards }),
    ...(partitions !== undefined && { partitions }),
  };
};

const MOST_KEPT_DAYS = 3_650;

/** No day may lose trips that a nightly run may still sum. */
const keptDays = (node: Node, lookBackDays: number): number =>
  wholeNumber(node, 'keepTripsDays', leastKeptDays(lookBackDays), MOST_KEPT_DAYS, {
    why: `, as nightly runs sum days again for lookBackDays=${lookBackDays} and a week of grace`,
  });

const isTimeZone = (timeZone: string): boolean => {
  try {
    return Intl.DateTimeFormat('en', { timeZone }) !== undefined;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};

const highestFare = (node: Node): string => {
  const value = String(node.tryGetContext('highestFare') ?? '1000');
  return /^\d{1,24}(\.\d+)?$/.test(value) && Number(value) > 0
    ? value
    : refuse('highestFare', value, 'a decimal above 0 such as 1000');
};

const isEmailAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);

/**
 * Reads and checks the settings of a deployment.
 * @throws {InvalidSetting} with one line that names the key and the value
 * @throws {DoesNotFit} with one line, if its volume is too large
 */
export const readSettings = (node: Node): Settings => {
  checkKeys(node);
  const stage = oneOf(node, 'stage', ['dev', 'prod'], 'dev');
  const lookBackDays = wholeNumber(node, 'lookBackDays', 1, MAX_LOOK_BACK_DAYS, {
    unset: DEFAULT_LOOK_BACK_DAYS,
  });
  return {
    stage,
    timeZone: text(node, 'timeZone', isTimeZone, 'an IANA time zone such as America/New_York'),
    size: sizeOf(node, stage),
    scheduleHour: wholeNumber(node, 'scheduleHour', 0, 23),
    lookBackDays,
    keepTripsDays: ifSet(node, 'keepTripsDays', () => keptDays(node, lookBackDays)),
    longestRideHours: wholeNumber(node, 'longestRideHours', 6, 168, { unset: 24 }),
    highestFare: highestFare(node),
    firstDate: text(node, 'firstDate', isCalendarDate, 'a calendar date such as 2024-01-01', '2024-01-01'),
    kms: oneOf(node, 'kms', ['aws', 'customer'], 'aws'),
    failureIdentifier: oneOf(node, 'failureIdentifier', ['eventID', 'sequenceNumber'], 'eventID'),
    alarmEmail: ifSet(node, 'alarmEmail', () =>
      text(node, 'alarmEmail', isEmailAddress, 'an e-mail address such as oncall@example.com'),
    ),
  };
};
