import { randomUUID } from 'node:crypto';
import { momentInTimeZone } from '../../../functions/trip/business-time.ts';
import { BadRequest } from '../../api/fields.ts';
import type { JobChange, SendingJob as JobState, SendingState } from '../../api/producer.ts';
import { perStack, type StackAccess } from '../aws/stack-access.ts';
import type { EventSequence } from './event-sequence.ts';
import { SendableFiles } from './sendable-files.ts';
import { SendingJob } from './sending-job.ts';

interface Order extends Pick<JobState, 'job' | 'page' | 'pageOpenedAt' | 'rate'> {
  /** @throws {BadRequest} */
  readonly sequence: () => EventSequence;
}

/** The sending job and the files, shared by all pages of a console. One job runs at a time. */
export class SendingDesk {
  readonly files = new SendableFiles();
  readonly #consoleId = randomUUID();
  readonly #stack: StackAccess;
  /** Ids of all jobs since the console started. */
  readonly #begun = new Set<string>();
  #last: { readonly name: string; readonly job: SendingJob } | undefined;

  constructor(stack: StackAccess) {
    this.#stack = stack;
  }

  state(): SendingState {
    return { consoleId: this.#consoleId, job: this.#last?.job.state() };
  }

  /** Begins a job, unless it was begun before. @throws {BadRequest} while another job runs */
  async begin({ job: name, page, pageOpenedAt, rate, sequence }: Order): Promise<SendingState> {
    const { businessTimeZone } = await this.#stack.outputs();
    if (this.#begun.has(name)) return this.state();
    const busy = this.#last?.job;
    if (busy?.isBusy === true) throw new BadRequest(busySentence(busy.state(), businessTimeZone));
    const sender = { job: name, page, pageOpenedAt };
    const job = new SendingJob(sender, { sequence: sequence(), rate, stack: this.#stack });
    this.#begun.add(name);
    this.#last = { name, job };
    job.goOn();
    return this.state();
  }

  /** @throws {BadRequest} if it is no longer the last job */
  change(name: string, work: (job: SendingJob) => void): SendingState {
    if (this.#last?.name !== name)
      throw new BadRequest(
        'The console no longer knows this job: it was restarted, or something else has been sent since.',
      );
    work(this.#last.job);
    return this.state();
  }

  async close(): Promise<void> {
    await this.#last?.job.close();
    await this.files.close();
  }
}

const busySentence = ({ what, pageOpenedAt }: JobState, timeZone: string): string => {
  const opened = new Date(pageOpenedAt);
  const who = Number.isNaN(opened.getTime())
    ? 'Another page'
    : `The page that was opened at ${momentInTimeZone(opened, timeZone)}`;
  return `${who} is sending ${what}: watch it, or stop it first.`;
};

/** The desk of a console. */
export const deskOf = perStack((stack) => {
  const desk = new SendingDesk(stack);
  stack.beforeClose(() => desk.close());
  return desk;
});

export const JOB_WORK: Readonly<Record<JobChange, (job: SendingJob) => void>> = {
  pause: (job) => job.pause(),
  'go-on': (job) => job.goOn(),
  stop: (job) => job.stop(),
};
