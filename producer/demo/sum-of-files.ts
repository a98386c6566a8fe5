/**
 * Sums two CSV files independently of the pipeline: with whole numbers (BigInt) only, and none of its arithmetic.
 * It does not validate rows. Events that the pipeline refused are taken out, so a lost event shows up as a difference.
 */

type Half = 'start' | 'end';

interface Event {
  readonly half: Half;
  readonly fields: Readonly<Record<string, string>>;
}

/** The completed trips of a day; the total is decimal text of at most two places. */
export interface DaySum {
  readonly trips: number;
  readonly total: string;
}

export interface FileSums {
  readonly days: ReadonlyMap<string, DaySum>;
  readonly completed: number;
  readonly neverEnded: number;
  readonly withoutStart: number;
  /** Trips with two different ends: which one counts depends on their order. */
  readonly ambiguous: number;
}

/** `digits` / 10^`places`; undefined if the text is not a decimal, with or without an exponent. */
const fixed = (text: string): { readonly digits: bigint; readonly places: number } | undefined => {
  const [, whole = '', fraction = '', exponent = '0'] =
    /^(\d*)\.?(\d*)(?:e([+-]?\d{1,3}))?$/i.exec(text.trim()) ?? [];
  if (whole + fraction === '') return undefined;
  const places = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return places < 0 ? { digits: digits * 10n ** BigInt(-places), places: 0 } : { digits, places };
};

/** Rounded half up to two places; no fare is negative. */
const rounded = (digits: bigint, places: number): string => {
  const one = 10n ** BigInt(places);
  const hundredths = (200n * digits + one) / (2n * one);
  const fraction = (hundredths % 100n).toString().padStart(2, '0').replace(/0+$/, '');
  return `${hundredths / 100n}${fraction === '' ? '' : `.${fraction}`}`;
};

interface End {
  readonly date: string;
  readonly fare: string;
}

/** The completed trips of a day so far; their fares add up to `digits` / 10^`places`. */
interface RunningSum {
  trips: number;
  digits: bigint;
  places: number;
}

const add = (sum: RunningSum, fare: string): void => {
  const { digits, places } = fixed(fare) ?? { digits: 0n, places: 0 };
  const most = Math.max(places, sum.places);
  sum.digits = sum.digits * 10n ** BigInt(most - sum.places) + digits * 10n ** BigInt(most - places);
  sum.places = most;
  sum.trips += 1;
};

const areDifferent = ([first, ...others]: readonly End[]): boolean =>
  others.some(({ date, fare }) => date !== first?.date || fare !== first.fare);

/** Takes the events of the files one by one, and keeps only what the sum needs. */
export class SumOfFiles {
  /** How many starts each trip has. Which one counts makes no difference to the sum. */
  readonly #starts = new Map<string, number>();
  /** The first end of each trip, and all ends of the few trips that have more. */
  readonly #ends = new Map<string, End>();
  readonly #severalEnds = new Map<string, End[]>();
  /** Each date once, however many trips end on it. */
  readonly #dates = new Map<string, string>();

  add({ half, fields }: Event): void {
    const { trip_id = '', dropoff_datetime = '', fare_amount = '' } = fields;
    const id = trip_id.trim();
    if (half === 'start') this.#starts.set(id, (this.#starts.get(id) ?? 0) + 1);
    else this.#addEnd(id, { date: this.#known(dropoff_datetime.slice(0, 10)), fare: fare_amount });
  }

  #addEnd(id: string, end: End): void {
    const first = this.#ends.get(id);
    if (first === undefined) this.#ends.set(id, end);
    else this.#severalEnds.set(id, [...(this.#severalEnds.get(id) ?? [first]), end]);
  }

  #known(date: string): string {
    const known = this.#dates.get(date);
    if (known === undefined) this.#dates.set(date, date);
    return known ?? date;
  }

  /** The sums without the refused events, each identified by its half and trip id. */
  without(refused: readonly { readonly half: Half; readonly tripId: string }[]): FileSums {
    const gone = { start: new Map<string, number>(), end: new Map<string, number>() };
    for (const { half, tripId } of refused) gone[half].set(tripId, (gone[half].get(tripId) ?? 0) + 1);
    const hasStart = (id: string): boolean => (this.#starts.get(id) ?? 0) > (gone.start.get(id) ?? 0);
    const days = new Map<string, RunningSum>();
    let [completed, withoutStart, ambiguous] = [0, 0, 0];
    for (const [id, only] of this.#ends) {
      const ends = this.#severalEnds.get(id) ?? [only];
      const last = ends.at(-1);
      if (last === undefined || ends.length <= (gone.end.get(id) ?? 0)) continue;
      if (areDifferent(ends)) ambiguous += 1;
      if (!hasStart(id)) {
        withoutStart += 1;
        continue;
      }
      completed += 1;
      const sum = days.get(last.date) ?? { trips: 0, digits: 0n, places: 0 };
      add(sum, last.fare);
      days.set(last.date, sum);
    }
    let started = 0;
    for (const id of this.#starts.keys()) if (hasStart(id)) started += 1;
    const inOrder = [...days].toSorted(([one], [other]) => (one < other ? -1 : 1));
    return {
      days: new Map(
        inOrder.map(([date, { trips, digits, places }]) => [date, { trips, total: rounded(digits, places) }]),
      ),
      completed,
      neverEnded: started - completed,
      withoutStart,
      ambiguous,
    };
  }
}
