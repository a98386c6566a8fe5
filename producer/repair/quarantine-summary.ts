import { streamNameOf } from '../../functions/contracts/quarantine-message.ts';
import { counted, localTimeOr, printable } from '../terminal/text.ts';
import type { QuarantinedMessage } from './quarantine-scan.ts';

const SHOWN_CHARACTERS = 160;

/** A reason without the refused value, so that equal mistakes count together. */
export const kindOfReason = (reason: string): string => reason.replace(/, got [\s\S]*$/, '');

const countInto = (counts: Map<string, number>, name: string): void =>
  void counts.set(name, (counts.get(name) ?? 0) + 1);

const byCount = (counts: ReadonlyMap<string, number>): [string, number][] =>
  [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));

/** Counts refused records by their first reason and by stream. */
export class QuarantineSummary {
  readonly #reasons = new Map<string, number>();
  readonly #streams = new Map<string, number>();
  #oldest: string | undefined;
  #messages = 0;
  #unreadable = 0;

  add({ message }: QuarantinedMessage): void {
    this.#messages += 1;
    if (message === undefined) {
      this.#unreadable += 1;
      return;
    }
    const { reasons, stream_arn, arrived_at } = message;
    countInto(this.#reasons, kindOfReason(reasons[0] ?? 'no reason is given'));
    countInto(this.#streams, streamNameOf(stream_arn) ?? stream_arn);
    if (this.#oldest === undefined || arrived_at < this.#oldest) this.#oldest = arrived_at;
  }

  /** The counts for JSON. */
  report(hidden: number) {
    return {
      messages: this.#messages,
      unreadable: this.#unreadable,
      hidden,
      oldest_arrived_at: this.#oldest ?? null,
      reasons: byCount(this.#reasons).map(([reason, count]) => ({ reason, count })),
      streams: byCount(this.#streams).map(([stream, count]) => ({ stream, count })),
    };
  }

  /** Times are in `timeZone`. */
  text(timeZone: string): string {
    if (this.#messages === 0) return 'The quarantine is empty.\n';
    const lines = (counts: ReadonlyMap<string, number>) =>
      byCount(counts).map(
        ([name, count]) => `${String(count).padStart(8)}  ${printable(name, SHOWN_CHARACTERS)}\n`,
      );
    const unreadable =
      this.#unreadable === 0
        ? []
        : [`${this.#unreadable} of them are not in the format that the pipeline writes\n`];
    return [
      `${counted(this.#messages, 'message')}, the oldest about a record that arrived ${localTimeOr(this.#oldest ?? '-', timeZone)} (${timeZone})\n`,
      'by first reason\n',
      ...lines(this.#reasons),
      'by stream\n',
      ...lines(this.#streams),
      ...unreadable,
    ].join('');
  }
}
