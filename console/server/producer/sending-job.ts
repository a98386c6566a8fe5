import { setTimeout as sleep } from 'node:timers/promises';
import { EventPace } from '../../../producer/produce/event-pace.ts';
import { type ProduceOutcome, sendEvents } from '../../../producer/produce/produce-events.ts';
import { connectStreams } from '../../../producer/produce/put-records.ts';
import type { TripEvent } from '../../../producer/produce/read-trip-csv.ts';
import { InputError } from '../../../producer/terminal/command-error.ts';
import { isBusy, type SendingJob as JobState, type JobStatus } from '../../api/producer.ts';
import { sentenceOf } from '../aws/error-sentence.ts';
import type { StackAccess } from '../aws/stack-access.ts';
import type { EventSequence } from './event-sequence.ts';
import { MeasuredRate } from './measured-rate.ts';
import { SentDays } from './sent-days.ts';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;
/** How long a closing console waits until the streams have taken the events that were already read. */
const GIVE_UP_AFTER_MS = 1_000;

type Sender = Pick<JobState, 'job' | 'page' | 'pageOpenedAt'>;

/** In requests from the pages, 0 means no limit. */
const limitOf = (rate: number): number | undefined => (rate === 0 ? undefined : rate);

/**
 * Sends a sequence of events once. It retries by itself until it is stopped. It tracks each acknowledged event, so it
 * can continue after a stop or a failure without repeating any.
 */
export class SendingJob {
  readonly #sender: Sender;
  readonly #sequence: EventSequence;
  readonly #stack: StackAccess;
  readonly #pace: EventPace;
  readonly #measured = new MeasuredRate();
  readonly #days = new SentDays();
  readonly #startedAt = new Date();
  readonly #sent = { start: 0, end: 0 };
  #retried = 0;
  #rest: ProduceOutcome['rest'] = { skip: 0, except: new Set() };
  #phase: Exclude<JobStatus, 'paused'> = 'stopped';
  #trouble: string | undefined;
  #endedAt: Date | undefined;
  #stop = new AbortController();
  readonly #giveUp = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(
    sender: Sender,
    { sequence, rate, stack }: { sequence: EventSequence; rate: number; stack: StackAccess },
  ) {
    this.#sender = sender;
    this.#sequence = sequence;
    this.#stack = stack;
    this.#pace = new EventPace(limitOf(rate));
  }

  get isBusy(): boolean {
    return isBusy({ status: this.#phase });
  }

  /** Starts the job, or continues it after a pause, a stop or a failure. */
  goOn(): void {
    this.#measured.clear();
    this.#pace.goOn();
    if (this.isBusy || this.#phase === 'done') return;
    this.#stop = new AbortController();
    this.#endedAt = undefined;
    this.#phase = 'sending';
    this.#running = this.#run(this.#stop.signal);
  }

  pause(): void {
    if (this.isBusy) this.#pace.pause();
  }

  stop(): void {
    if (!this.isBusy) return;
    this.#phase = 'stopping';
    this.#stop.abort();
  }

  changeRate(rate: number): void {
    this.#measured.clear();
    this.#pace.change(limitOf(rate));
  }

  /** Resolves when nothing more is sent: soon, even if the streams cannot be reached. */
  async close(): Promise<void> {
    this.stop();
    const timer = setTimeout(() => this.#giveUp.abort(), GIVE_UP_AFTER_MS);
    await this.#running;
    clearTimeout(timer);
  }

  state(): JobState {
    const { what, total } = this.#sequence;
    const status = this.#phase === 'sending' && this.#pace.isPaused ? 'paused' : this.#phase;
    return {
      ...this.#sender,
      ...{ what, total, status },
      sent: { starts: this.#sent.start, ends: this.#sent.end },
      retried: this.#retried,
      rate: this.#pace.eventsPerSecond ?? 0,
      perSecond: status === 'sending' ? this.#measured.perSecond() : undefined,
      startedAt: this.#startedAt.toISOString(),
      endedAt: this.#endedAt?.toISOString(),
      trouble: this.#trouble,
      trips: this.#sequence.trips(),
      days: this.#days.most(),
    };
  }

  async #run(stop: AbortSignal): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    for (;;) {
      const before = this.#rest.skip;
      const failure = await this.#attempt(stop).then(
        ({ failure: found }) => found,
        (error: unknown) => ({ error }),
      );
      if (failure === undefined || stop.aborted) break;
      if (failure.error instanceof InputError) return this.#end('failed', failure.error);
      this.#trouble = sentenceOf(failure.error, this.#stack.target);
      this.#phase = 'waiting';
      pauseMs = this.#rest.skip > before ? FIRST_PAUSE_MS : Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
      // An aborted sleep ends like an elapsed one.
      await sleep(pauseMs, undefined, { signal: stop }).catch(() => undefined);
      if (stop.aborted) break;
      this.#phase = 'sending';
    }
    this.#end(this.#rest.skip >= this.#sequence.total ? 'done' : 'stopped');
  }

  async #attempt(stop: AbortSignal): Promise<Pick<ProduceOutcome, 'failure'>> {
    const { startStreamName: start, endStreamName: end } = await this.#stack.outputs();
    const part = { ...this.#rest, limit: this.#sequence.total - this.#rest.skip };
    // A new client for each attempt picks up renewed credentials.
    const kinesis = connectStreams(this.#stack.workTarget);
    try {
      const outcome = await sendEvents(
        this.#sequence.events(part),
        { part, pace: this.#pace },
        {
          ...{ kinesis, stop, giveUp: this.#giveUp.signal, streamNames: { start, end } },
          onSent: (_count, events) => this.#note(events),
          onRetry: (count, reason) => {
            this.#retried += count;
            this.#trouble = `A stream is taking no more events at the moment (${reason}).`;
          },
        },
      );
      this.#rest = outcome.rest;
      return outcome;
    } finally {
      kinesis.destroy();
    }
  }

  #note(events: readonly TripEvent[]): void {
    if (events.length === 0) return;
    this.#trouble = undefined;
    this.#measured.add(events.length);
    for (const event of events) {
      this.#sent[event.file.kind] += 1;
      this.#days.add(event);
    }
  }

  #end(phase: 'done' | 'stopped' | 'failed', error?: unknown): void {
    this.#phase = phase;
    this.#trouble = error === undefined ? undefined : sentenceOf(error, this.#stack.target);
    this.#endedAt = new Date();
  }
}
