import { seededRandom } from '../../data/seeded-random.ts';
import { PAGE_BYTES, TransientAwsError } from '../../functions/contracts/agreed.ts';
import type { PageSums } from '../../functions/daily-kpi/aggregate-partition.ts';
import { NONE_IMPLAUSIBLE } from '../../functions/trip/implausible.ts';
import { WORKLOAD } from '../../infra/capacity/workload.ts';
import type { VirtualTime } from './virtual-time.ts';

/** A page of 1 MB takes half to twice the time that the sizing assumes; a shorter one takes proportionally less. */
const PAGE_MS = { least: 0.5 * WORKLOAD.runPageSeconds * 1_000, most: 2 * WORKLOAD.runPageSeconds * 1_000 };
const EMPTY_PAGE_MS = 20;

/** The share of attempts that are throttled. The client then retries, with growing pauses. */
const THROTTLED_SHARE = 0.01;
const ATTEMPTS = 10;
const BACKOFF_MS = { first: 50, most: 20_000 };

/** Once an hour, the index refuses everything for longer than the client keeps trying. */
const OUTAGE = { everyMs: 3_600_000, afterMs: 1_800_000, forMs: 120_000 };

const TRIPS_OF_A_PAGE = Math.floor(PAGE_BYTES / WORKLOAD.indexItemBytes);
const FARE_CENTS = 2_150;

/** A model of the completed-trips index as a DynamoDB client sees it. It holds no trips: a page has only their sums. */
export class IndexModel {
  readonly #time: VirtualTime;
  readonly #tripsPerPartition: number;
  readonly #tripsOfPage: number;
  readonly #random = seededRandom(2024);
  readonly #startedMs: number;
  pages = 0;
  throttled = 0;

  constructor(time: VirtualTime, tripsPerDay: number, partitions: number, pageMegabytes: number) {
    this.#time = time;
    this.#startedMs = time.nowMs();
    this.#tripsPerPartition = Math.ceil(tripsPerDay / partitions);
    this.#tripsOfPage = TRIPS_OF_A_PAGE * pageMegabytes;
  }

  /** The number of trips in each partition and their total fare, which the metrics must match. */
  get ofPartition(): { readonly trips: number; readonly cents: bigint } {
    return { trips: this.#tripsPerPartition, cents: BigInt(this.#tripsPerPartition) * BigInt(FARE_CENTS) };
  }

  /** Returns one page, after the time it takes to read. @throws {TransientAwsError} if every attempt is throttled */
  async readPage(_partition: string, cursor: string | null): Promise<PageSums> {
    const from = Number(cursor ?? 0);
    const trips = Math.min(this.#tripsOfPage, this.#tripsPerPartition - from);
    for (let attempt = 0; ; attempt += 1) {
      await this.#time.sleep(this.#pageMs(trips));
      if (!this.#isThrottled()) break;
      this.throttled += 1;
      if (attempt + 1 === ATTEMPTS) throw new TransientAwsError('ThrottlingException: the model was told to');
      const ceiling = Math.min(BACKOFF_MS.most, BACKOFF_MS.first * 2 ** attempt);
      await this.#time.sleep(this.#between(0, ceiling));
    }
    this.pages += 1;
    const next = from + trips;
    const fare = `${FARE_CENTS / 100}`;
    const sum = `${Math.floor((trips * FARE_CENTS) / 100)}.${String((trips * FARE_CENTS) % 100).padStart(2, '0')}`;
    return {
      aggregate: { count: trips, sum, min: trips === 0 ? null : fare, max: trips === 0 ? null : fare },
      implausible: NONE_IMPLAUSIBLE,
      cursor: next < this.#tripsPerPartition ? String(next) : null,
    };
  }

  #between(least: number, most: number): number {
    return least + ((most - least) * this.#random.below(1_000)) / 1_000;
  }

  #pageMs(trips: number): number {
    const ofFullPage = this.#between(PAGE_MS.least, PAGE_MS.most);
    return EMPTY_PAGE_MS + (ofFullPage - EMPTY_PAGE_MS) * (trips / TRIPS_OF_A_PAGE);
  }

  #isThrottled(): boolean {
    const inHour = (this.#time.nowMs() - this.#startedMs) % OUTAGE.everyMs;
    const isOut = inHour >= OUTAGE.afterMs && inHour < OUTAGE.afterMs + OUTAGE.forMs;
    return isOut || this.#random.chance(THROTTLED_SHARE);
  }
}
