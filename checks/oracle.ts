/**
 * The expected metrics straight from the two CSV files, by other means than the pipeline's: it shares no code with it,
 * reads CSV itself and calculates with whole numbers (BigInt) only. It follows the data contract, not the pipeline.
 */

/** One date's metrics as decimal text without trailing zeros: `98.1`, `0`. */
export interface OracleMetrics {
  readonly total_fare: string;
  readonly count_trips: number;
  readonly average_fare: string;
  readonly max_fare: string;
  readonly min_fare: string;
}

type Row = Readonly<Record<string, string>>;
/** `digits` / 10^`places`. */
type Fixed = { readonly digits: bigint; readonly places: number };
type Ride = { readonly date: string; readonly dropoff: string; readonly fare: Fixed };

const CELL = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r?\n|$)/y;

const readCells = (csv: string): string[][] => {
  const text = csv.replace(/^\uFEFF/, '');
  const lines: string[][] = [];
  let line: string[] = [];
  CELL.lastIndex = 0;
  while (CELL.lastIndex < text.length || line.length > 0) {
    const at = CELL.lastIndex;
    const cell = CELL.exec(text);
    if (cell === null)
      throw new Error(`not CSV at character ${at}: ${JSON.stringify(text.slice(at, at + 40))}`);
    line.push(cell[1]?.replaceAll('""', '"') ?? cell[2] ?? '');
    if (cell[3] === ',') continue;
    if (line.length > 1 || line[0] !== '') lines.push(line);
    line = [];
  }
  return lines;
};

const readRows = (csv: string, requiredColumns: readonly string[]): Row[] => {
  const [header = [], ...lines] = readCells(csv);
  const missing = requiredColumns.filter((column) => !header.includes(column));
  if (missing.length > 0) throw new Error(`the CSV has no column ${missing.join(', ')}`);
  return lines.map((cells, index) => {
    if (cells.length !== header.length) throw new Error(`row ${index + 1} has ${cells.length} cells`);
    return Object.fromEntries(header.map((column, at) => [column, cells[at] ?? '']));
  });
};

/** Undefined where the text is no decimal that the contract takes and DynamoDB holds and Athena sums (38 digits, 24 of them before the point, 1E-130 at least). */
const fixed = (text: string): Fixed | undefined => {
  const parts = /^(-?)(\d*)\.?(\d*)(?:e([+-]?\d{1,3}))?$/i.exec(text);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts ?? [];
  if (parts === null || whole + fraction === '') return undefined;
  const digits = BigInt(whole + fraction);
  const places = fraction.length - Number(exponent);
  if (digits === 0n) return { digits, places: 0 };
  const magnitude = digits.toString().length - 1 - places;
  const significant = digits.toString().replace(/0+$/, '').length;
  if (sign === '-' || significant > 38 || magnitude > 23 || magnitude < -130) return undefined;
  return places < 0 ? { digits: digits * 10n ** BigInt(-places), places: 0 } : { digits, places };
};

const daysInMonth = (year: number, month: number): number => {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

const isMoment = (text: string): boolean => {
  const parts = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)$/.exec(text);
  if (parts === null) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  const isDay = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return isDay && hour < 24 && minute < 60 && second < 60;
};

const isInteger = (text: string): boolean => /^-?\d{1,18}(\.0*)?$/.test(text);
const isAmount = (text: string): boolean => fixed(text) !== undefined;
const isTripId = (text: string): boolean => /^[\w-]{1,64}$/.test(text);

type Rules = Readonly<Record<string, (text: string) => boolean>>;

const START_REQUIRED: Rules = { trip_id: isTripId, pickup_datetime: isMoment };
const START_OPTIONAL: Rules = {
  pickup_location_id: isInteger,
  dropoff_location_id: isInteger,
  vendor_id: isInteger,
  estimated_dropoff_datetime: isMoment,
  estimated_fare_amount: isAmount,
};
const END_REQUIRED: Rules = { trip_id: isTripId, dropoff_datetime: isMoment, fare_amount: isAmount };
const END_OPTIONAL: Rules = {
  tip_amount: isAmount,
  trip_distance: isAmount,
  rate_code: isInteger,
  passenger_count: isInteger,
  payment_type: isInteger,
  trip_type: isInteger,
};

const validRows = (csv: string, required: Rules, optional: Rules): Row[] =>
  readRows(csv, Object.keys(required)).filter(
    (row) =>
      Object.entries(required).every(([column, isValid]) => isValid(row[column] ?? '')) &&
      Object.entries(optional).every(([column, isValid]) => {
        const text = row[column] ?? '';
        return text.trim() === '' || isValid(text);
      }),
  );

const areEqual = (a: Fixed, b: Fixed): boolean =>
  a.digits * 10n ** BigInt(b.places) === b.digits * 10n ** BigInt(a.places);

/** `numerator` / `denominator` to two places, half away from zero (neither is ever negative). */
const hundredths = (numerator: bigint, denominator: bigint): string => {
  const rounded = (200n * numerator + denominator) / (2n * denominator);
  const fraction = (rounded % 100n).toString().padStart(2, '0').replace(/0+$/, '');
  return fraction === '' ? `${rounded / 100n}` : `${rounded / 100n}.${fraction}`;
};

const metricsOf = (fares: readonly Fixed[]): OracleMetrics => {
  const places = fares.reduce((most, fare) => Math.max(most, fare.places), 0);
  const scaled = fares.map((fare) => fare.digits * 10n ** BigInt(places - fare.places));
  const one = 10n ** BigInt(places);
  const total = scaled.reduce((sum, fare) => sum + fare, 0n);
  const ascending = scaled.toSorted((a, b) => (a === b ? 0 : a < b ? -1 : 1));
  return {
    total_fare: hundredths(total, one),
    count_trips: scaled.length,
    average_fare: hundredths(total, one * BigInt(scaled.length)),
    max_fare: hundredths(ascending.at(-1) ?? 0n, one),
    min_fare: hundredths(ascending[0] ?? 0n, one),
  };
};

/** One ride per trip id; the same event again changes nothing. */
const ridesById = (ends: readonly Row[]): Map<string, Ride> => {
  const rides = new Map<string, Ride>();
  for (const { trip_id = '', dropoff_datetime = '', fare_amount = '' } of ends) {
    const ride = {
      date: dropoff_datetime.slice(0, 10),
      dropoff: dropoff_datetime,
      fare: fixed(fare_amount) ?? { digits: 0n, places: 0 },
    };
    const known = rides.get(trip_id);
    if (known && (known.date !== ride.date || !areEqual(known.fare, ride.fare))) {
      throw new Error(`trip ${trip_id} has two different ends: the contract does not say which one counts`);
    }
    rides.set(trip_id, ride);
  }
  return rides;
};

/** What the contract still believes of a completed trip. */
export interface OracleBounds {
  readonly longestRideHours: number;
  /** Whole units of money. */
  readonly highestFare: number;
}

/** How many of a date's completed trips are hard to believe, by the names of the metrics file. */
export type OracleImplausible = Readonly<Record<string, number>>;

const secondsOf = (moment: string): number => {
  const [year = 0, month = 1, day = 0, ...time] = moment.split(/[- T:]/).map(Number);
  const [hours = 0, minutes = 0, seconds = 0] = time;
  return Date.UTC(year, month - 1, day, hours, minutes, seconds) / 1000;
};

/** Of days without a clock change: the oracle knows no time zones. */
const faultsOf = (pickup: string, { dropoff, fare }: Ride, bounds: OracleBounds): readonly string[] => {
  const seconds = secondsOf(dropoff) - secondsOf(pickup);
  return [
    ...(seconds < 0 ? ['dropoff_before_pickup'] : []),
    ...(seconds > bounds.longestRideHours * 3600 ? ['ride_too_long'] : []),
    ...(fare.digits === 0n ? ['fare_zero'] : []),
    ...(fare.digits > BigInt(bounds.highestFare) * 10n ** BigInt(fare.places) ? ['fare_too_high'] : []),
  ];
};

/** The implausible trips of each completion date that has completed trips. @throws as {@link oracleMetrics} */
export const oracleImplausible = (
  files: { startsCsv: string; endsCsv: string },
  bounds: OracleBounds,
): Map<string, OracleImplausible> => {
  const starts = validRows(files.startsCsv, START_REQUIRED, START_OPTIONAL);
  const pickups = new Map(starts.map((row) => [row.trip_id, row.pickup_datetime ?? '']));
  const found = new Map<string, Record<string, number>>();
  for (const [tripId, ride] of ridesById(validRows(files.endsCsv, END_REQUIRED, END_OPTIONAL))) {
    const pickup = pickups.get(tripId);
    if (pickup === undefined) continue;
    const none = { dropoff_before_pickup: 0, ride_too_long: 0, fare_zero: 0, fare_too_high: 0 };
    const counts: Record<string, number> = found.get(ride.date) ?? none;
    for (const fault of faultsOf(pickup, ride, bounds)) counts[fault] = (counts[fault] ?? 0) + 1;
    found.set(ride.date, counts);
  }
  return found;
};

/**
 * The metrics of each completion date that has completed trips, by date, from the text of a starts and an ends file.
 *
 * @throws {Error} when a text is not CSV with the required columns, or a trip has two different ends
 */
export const oracleMetrics = (files: { startsCsv: string; endsCsv: string }): Map<string, OracleMetrics> => {
  const started = new Set(
    validRows(files.startsCsv, START_REQUIRED, START_OPTIONAL).map((row) => row.trip_id),
  );
  const faresByDate = new Map<string, Fixed[]>();
  for (const [tripId, { date, fare }] of ridesById(validRows(files.endsCsv, END_REQUIRED, END_OPTIONAL))) {
    if (!started.has(tripId)) continue;
    const fares = faresByDate.get(date);
    if (fares) fares.push(fare);
    else faresByDate.set(date, [fare]);
  }
  const dates = [...faresByDate.keys()].sort();
  return new Map(dates.map((date) => [date, metricsOf(faresByDate.get(date) ?? [])]));
};
