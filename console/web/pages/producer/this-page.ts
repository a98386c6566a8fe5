import { signal } from '@preact/signals';
import type { SendingJob, SendingState } from '../../../api/producer.ts';

const KEPT_AS = 'tripstream-page';

const newPage = () => ({ page: crypto.randomUUID(), pageOpenedAt: new Date().toISOString() });

/** A tab stays the same page when it is reloaded. */
const keptPage = (): ReturnType<typeof newPage> => {
  const kept = sessionStorage.getItem(KEPT_AS);
  const page = kept === null ? newPage() : JSON.parse(kept);
  sessionStorage.setItem(KEPT_AS, JSON.stringify(page));
  return page;
};

/** Identifies this page to the console. */
export const PAGE = keptPage();

/** The id of the next job. It changes once the console has begun that job, so a second click sends nothing twice. */
export const nextJob = signal<string>(crypto.randomUUID());

/** A job of another page that this page watches. */
export const watchedJob = signal<string>();
/** The job whose result the user has closed. */
export const closedJob = signal<string>();

/** The latest state of a job that this page shows. */
export interface HeardJob {
  readonly consoleId: string;
  readonly job: SendingJob;
  readonly asOf: string;
}

export const lastHeard = signal<HeardJob>();

/** The stage's name, once it has been typed on this page. */
export const typedName = signal<string>();

export const isShownHere = ({ page, job }: SendingJob): boolean =>
  (page === PAGE.page || watchedJob.value === job) && closedJob.value !== job;

/** Call this when the console has answered that the next job has begun. */
export const hasBegun = ({ job }: SendingState, confirmed: string | undefined): void => {
  typedName.value = confirmed;
  nextJob.value = crypto.randomUUID();
  if (job !== undefined && job.page !== PAGE.page) watchedJob.value = job.job;
};
