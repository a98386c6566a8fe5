import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { areDrained, readPipes } from '../local-cloud/pipe-drain.ts';
import type { ProduceToStack } from '../produce/produce-events.ts';
import { clientConfiguration, isLocal } from '../stack/aws-access.ts';
import { chunksOf } from '../stack/concurrent.ts';
import type { StackOutputs, StackTarget } from '../stack/stack-outputs.ts';
import { InterruptedError } from '../terminal/command-error.ts';
import { interruptible } from '../terminal/interrupt.ts';
import { type Progress, withProgress } from '../terminal/progress.ts';
import { lookInQueues, type WaitingRecord } from './look-in-queues.ts';
import { lookInTable, TRIPS_AT_ONCE } from './look-in-table.ts';
import type { SentRecord, SentRecords } from './sent-record.ts';

const PAUSE_MS = { local: 250, aws: 1_000 };
/** After this many looks without news, move on to the next events: a refused one never enters the table. */
const LOOKS_WITHOUT_NEWS = 4;
/** Looking into the queues hides their messages from others meanwhile, so the looks are at least this far apart. */
const QUEUE_LOOKS_APART_MS = 30_000;

/** What became of events that were sent. The counts add up to `sent`. */
export interface Recorded {
  readonly sent: number;
  /** Seen in the table, whether or not a later event of the trip replaces them afterwards. */
  readonly stored: number;
  /** When they were looked for, their trips had later events of the same half. */
  readonly superseded: number;
  readonly quarantined: number;
  readonly deadLettered: number;
  /** Found nowhere: on the way, or held by another reader of a queue. */
  readonly waiting: number;
  /** The events in quarantine and in the dead letters. */
  readonly refused: readonly WaitingRecord[];
}

export type WaitPorts = Pick<ProduceToStack, 'target' | 'outputs' | 'stop' | 'silent'>;

class Wait {
  readonly #dynamodb: DynamoDBClient;
  readonly #ports: WaitPorts;
  readonly #progress: Progress;
  readonly #sent: number;
  #stored = 0;
  readonly #superseded: SentRecord[] = [];
  readonly #refused: WaitingRecord[] = [];
  #missing: readonly SentRecord[];
  #lookedInQueuesAt = Number.NEGATIVE_INFINITY;

  constructor(sent: readonly SentRecord[], ports: WaitPorts, progress: Progress) {
    this.#sent = sent.length;
    this.#missing = sent;
    this.#ports = ports;
    this.#progress = progress;
    this.#dynamodb = new DynamoDBClient(clientConfiguration(ports.target));
  }

  get recorded(): Recorded {
    const inQueue = (queue: WaitingRecord['waitsIn']): number =>
      this.#refused.filter(({ waitsIn }) => waitsIn === queue).length;
    return {
      sent: this.#sent,
      stored: this.#stored,
      superseded: this.#superseded.length,
      quarantined: inQueue('quarantine'),
      deadLettered: inQueue('dead letters'),
      waiting: this.#sent - this.#stored - this.#superseded.length - this.#refused.length,
      refused: this.#refused,
    };
  }

  async run(): Promise<void> {
    for (;;) {
      const isDrained = await this.#isDrained();
      const before = this.#missing.length;
      await this.#lookForAll(isDrained === true ? 1 : LOOKS_WITHOUT_NEWS);
      if (this.#missing.length === 0 || isDrained === true) break;
      const isLookDue = performance.now() - this.#lookedInQueuesAt > QUEUE_LOOKS_APART_MS;
      if (this.#missing.length === before && isDrained === undefined && isLookDue) await this.#lookInQueues();
      await this.#pause();
    }
    await this.#lookInQueues();
  }

  close(): void {
    this.#dynamodb.destroy();
  }

  /** Whether the local cloud has delivered everything; undefined for any other endpoint, which does not say. */
  async #isDrained(): Promise<boolean | undefined> {
    const { endpoint } = this.#ports.target;
    const pipes = endpoint === undefined ? undefined : await readPipes(endpoint, this.#ports.stop);
    return pipes && areDrained(pipes);
  }

  /** Looks once for all events that are missing, in the order in which they were sent. */
  async #lookForAll(mostLooks: number): Promise<void> {
    const left: SentRecord[] = [];
    for (const records of chunksOf(this.#missing, TRIPS_AT_ONCE))
      left.push(...(await this.#lookFor(records, mostLooks)));
    this.#missing = left;
  }

  /** Looks for events until most of them are there, or no more come, and returns the others. */
  async #lookFor(records: readonly SentRecord[], mostLooks: number): Promise<readonly SentRecord[]> {
    let missing = records;
    for (let looksWithoutNews = 0; ; ) {
      const { outputs, stop } = this.#ports;
      stop.throwIfAborted();
      const found = await lookInTable(this.#dynamodb, outputs.tripsTableName, missing);
      this.#stored += found.stored.length;
      this.#superseded.push(...found.superseded);
      looksWithoutNews = found.missing.length === missing.length ? looksWithoutNews + 1 : 0;
      missing = found.missing;
      this.#tell();
      if (missing.length <= records.length / 2 || looksWithoutNews === mostLooks) return missing;
      await this.#pause();
    }
  }

  /** Looks for superseded events too: one whose trip has a later event may still have been refused. */
  async #lookInQueues(): Promise<void> {
    const { target, outputs } = this.#ports;
    const wanted = [...this.#missing, ...this.#superseded];
    if (wanted.length === 0) return;
    const found = await lookInQueues(target, outputs, wanted);
    const refused = new Set(found.map(({ record }) => record));
    const kept = this.#superseded.splice(0).filter((record) => !refused.has(record));
    this.#superseded.push(...kept);
    this.#missing = this.#missing.filter((record) => !refused.has(record));
    this.#refused.push(...found);
    this.#lookedInQueuesAt = performance.now();
    this.#tell();
  }

  #tell(): void {
    this.#progress.update(this.#sent - this.recorded.waiting);
  }

  async #pause(): Promise<void> {
    const { target, stop } = this.#ports;
    await sleep(isLocal(target.endpoint) ? PAUSE_MS.local : PAUSE_MS.aws, undefined, { signal: stop });
  }
}

/**
 * Waits until each of these events is in the table of trips, in quarantine or in the dead letters. A local cloud says
 * when its pipes have nothing left; events that are then found nowhere count as waiting. Elsewhere it waits until all
 * are found.
 *
 * @throws {InterruptedError} with the counts so far, if it was told to stop
 * @throws {CommandError} if a pipe of the local cloud is not running, and so would never finish
 */
export const waitUntilRecorded = async (sent: readonly SentRecord[], ports: WaitPorts): Promise<Recorded> => {
  const bar = { label: 'Recording', unit: 'events', total: sent.length, silent: ports.silent };
  return withProgress(bar, async (progress) => {
    const wait = new Wait(sent, ports, progress);
    try {
      await wait.run();
      return wait.recorded;
    } catch (error) {
      if (!ports.stop.aborted) throw error;
      const { stored, superseded, waiting } = wait.recorded;
      throw new InterruptedError(
        `no longer waiting: all events were sent, ${stored + superseded} of them are recorded so far, and the pipeline continues with the other ${waiting}`,
      );
    } finally {
      wait.close();
    }
  });
};

/** The same for a command, until Ctrl-C; undefined unless it was given --wait and has sent something. */
export const waitIfAsked = async (
  { all }: SentRecords,
  options: StackTarget & { readonly wait?: boolean; readonly json?: boolean },
  outputs: StackOutputs,
): Promise<Recorded | undefined> => {
  if (options.wait !== true || all.length === 0) return undefined;
  const silent = options.json === true;
  return interruptible((stop) => waitUntilRecorded(all, { target: options, outputs, stop, silent }));
};
