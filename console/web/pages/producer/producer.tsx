import './producer.css';
import { useEffect } from 'preact/hooks';
import { isBusy, type SendingJob, type SendingState, sending } from '../../../api/producer.ts';
import { query } from '../../client/location.ts';
import { timeZone } from '../../client/stack-status.ts';
import { dateAndTime, timeOfDay, wholeNumber } from '../../client/times.ts';
import { useLive } from '../../client/use-live.ts';
import { Link } from '../../components/link.tsx';
import { Shown } from '../../components/shown.tsx';
import { Trouble } from '../../components/trouble.tsx';
import type { Page } from '../../layout/page.ts';
import { chooseAgain } from './chosen-files.ts';
import { FilesForm } from './files-form.tsx';
import { GeneratorForm } from './generator-form.tsx';
import { SendingProgress } from './sending-progress.tsx';
import { type HeardJob, isShownHere, lastHeard, typedName, watchedJob } from './this-page.ts';

const Tabs = ({ isGenerator }: { readonly isGenerator: boolean }) => (
  <nav class="tabs" aria-label="What to send">
    <Link to="/producer" isCurrent={!isGenerator}>
      Files
    </Link>
    <Link to="/producer?make=trips" isCurrent={isGenerator}>
      Generator
    </Link>
  </nav>
);

const SomebodySends = ({ job }: { readonly job: SendingJob }) => (
  <div class="card row busy notice" role="status">
    <p>
      The page that was opened at {dateAndTime(job.pageOpenedAt, timeZone.value)} is sending {job.what}:{' '}
      {wholeNumber(job.sent.starts + job.sent.ends)} of {wholeNumber(job.total)} events. Only one job runs at
      a time.
    </p>
    <button
      type="button"
      class="button"
      onClick={() => {
        watchedJob.value = job.job;
      }}
    >
      Watch it
    </button>
  </div>
);

/** What the page still knows about a job that the console has forgotten. */
const LostJob = ({ heard: { job, asOf } }: { readonly heard: HeardJob }) => (
  <Trouble>
    The console was restarted while it was sending {job.what}. When this page last heard of it, at{' '}
    {timeOfDay(asOf, timeZone.value)}, {wholeNumber(job.sent.starts + job.sent.ends)} of{' '}
    {wholeNumber(job.total)} events were in the streams; whether more followed is not known. Sending
    everything again changes no result: a trip counts once, however often its events arrive.
  </Trouble>
);

/** Keeps the latest state of the job that this page shows. Returns it if a restarted console has forgotten that job. */
const useMemory = ({ consoleId, job }: SendingState, asOf: string | undefined): HeardJob | undefined => {
  const heard = lastHeard.value;
  const isNewConsole = heard !== undefined && heard.consoleId !== consoleId;
  useEffect(() => {
    if (job === undefined || asOf === undefined || !isShownHere(job)) return;
    lastHeard.value = { consoleId, job, asOf };
  });
  return isNewConsole && isBusy(heard.job) ? heard : undefined;
};

const Known = ({ state, asOf }: { readonly state: SendingState; readonly asOf: string | undefined }) => {
  const { job, consoleId } = state;
  const lost = useMemory(state, asOf);
  useEffect(() => {
    void chooseAgain(consoleId, typedName.value);
  }, [consoleId]);
  if (job !== undefined && isShownHere(job)) return <SendingProgress job={job} asOf={asOf} />;
  const isGenerator = query.value.get('make') === 'trips';
  const busy = job !== undefined && isBusy(job) ? job : undefined;
  const cannot = busy === undefined ? undefined : 'Another page is sending.';
  return (
    <>
      {lost === undefined ? null : <LostJob heard={lost} />}
      {busy === undefined ? null : <SomebodySends job={busy} />}
      <Tabs isGenerator={isGenerator} />
      {isGenerator ? <GeneratorForm cannot={cannot} /> : <FilesForm cannot={cannot} />}
    </>
  );
};

const Content = () => (
  <div class="producer">
    <h1>Producer</h1>
    <p class="lead">Sends trip starts and ends to the streams, as vehicles would.</p>
    <Shown of={useLive(sending, {})} what="what is being sent">
      {(state, asOf) => <Known state={state} asOf={asOf} />}
    </Shown>
  </div>
);

export const producerPage: Page = { path: '/producer', title: 'Producer', icon: 'producer', Content };
