/**
 * The sum of two CSV files by other means than the pipeline's: whole numbers (BigInt) only, and none of its arithmetic.
 * It does not judge rows. What the pipeline refused is taken out, so an event that got lost makes a difference.
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
  /** Trips with two different events of one half: it depends on their order which one counts. */
  readonly ambiguous: number;
}

/** `digits` / 10^`places`; undefined for text that is no plain or exponent decimal. */
const fixed = (text: string): { readonly digits: bigint; readonly places: number } | undefined => {
  const [, whole = '', fraction = '', exponent = '0'] =
    /^(\d*)\.?(\d*)(?:e([+-]?\d{1,3}))?$/i.exec(text.trim()) ?? [];
  if (whole + fraction === '') return undefined;
  const places = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return places < 0 ? { digits: digits * 10n ** BigInt(-places), places: 0 } : { digits, places };
};

/** To two places, half up: no fare is negative. */
const rounded = (digits: bigint, places: number): string => {
  const one = 10n ** BigInt(places);
  const hundredths = (200n * digits + one) / (2n * one);
  const fraction = (hundredths % 100n).toString().padStart(2, '0').replace(/0+$/, '');
  return `${hundredths / 100n}${fraction === '' ? '' : `.${fraction}`}`;
};

const totalOf = (fares: readonly string[]): string => {
  const amounts = fares.map((fare) => fixed(fare) ?? { digits: 0n, places: 0 });
  const places = amounts.reduce((most, amount) => Math.max(most, amount.places), 0);
  const sum = amounts.reduce(
    (total, amount) => total + amount.digits * 10n ** BigInt(places - amount.places),
    0n,
  );
  return rounded(sum, places);
};

/** Takes the events of the files one by one. */
export class SumOfFiles {
  /** By trip: what its events of a half say, each different one once; and how many there were in all. */
  readonly #halves = { start: new Map<string, string[]>(), end: new Map<string, string[]>() };

  add({ half, fields }: Event): void {
    const { trip_id: id = '', dropoff_datetime = '', fare_amount = '' } = fields;
    // Only what the sum needs is kept. Two starts that differ make no difference to it.
    const said = half === 'start' ? '' : `${dropoff_datetime.slice(0, 10)} ${fare_amount}`;
    const events = this.#halves[half].get(id.trim()) ?? [];
    this.#halves[half].set(id.trim(), [...events, said]);
  }

  /** The sums without the refused events, each named by its half and its trip. */
  without(refused: readonly { readonly half: Half; readonly tripId: string }[]): FileSums {
    const gone = new Map<string, number>();
    for (const { half, tripId } of refused)
      gone.set(`${half} ${tripId}`, (gone.get(`${half} ${tripId}`) ?? 0) + 1);
    let ambiguous = 0;
    const left = (half: Half): ReadonlyMap<string, string> => {
      const remaining = new Map<string, string>();
      for (const [id, events] of this.#halves[half]) {
        const refusals = gone.get(`${half} ${id}`) ?? 0;
        if (events.length <= refusals) continue;
        if (new Set(events).size > 1) ambiguous += 1;
        remaining.set(id, events.at(-1) ?? '');
      }
      return remaining;
    };
    const [starts, ends] = [left('start'), left('end')];
    const completed = [...ends].filter(([id]) => starts.has(id)).map(([, said]) => said);
    const byDate = Map.groupBy(completed, (said) => said.slice(0, 10));
    const days = [...byDate].toSorted(([one], [other]) => (one < other ? -1 : 1));
    return {
      days: new Map(
        days.map(([date, said]) => [
          date,
          { trips: said.length, total: totalOf(said.map((text) => text.slice(11))) },
        ]),
      ),
      completed: completed.length,
      neverEnded: [...starts.keys()].filter((id) => !ends.has(id)).length,
      withoutStart: ends.size - completed.length,
      ambiguous,
    };
  }
}
