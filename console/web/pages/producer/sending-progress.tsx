import { useEffect, useRef, useState } from 'preact/hooks';
import { changeJob, changeRate, isBusy, type JobStatus, type SendingJob } from '../../../api/producer.ts';
import { call, messageOf } from '../../client/call.ts';
import { stackStatus, timeZone } from '../../client/stack-status.ts';
import { dateAndTime, duration, wholeNumber } from '../../client/times.ts';
import { Badge, type Look } from '../../components/badge.tsx';
import { ChangeButton } from '../../components/change-button.tsx';
import { AsOf, NotKnown, Quantity } from '../../components/quantity.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useNameGate } from './name-gate.tsx';
import { RateSlider } from './rate-slider.tsx';
import { SentLinks } from './sent-links.tsx';
import { closedJob, PAGE, typedName } from './this-page.ts';

const LOOKS: Readonly<Record<JobStatus, Look>> = {
  sending: { kind: 'busy', icon: 'running', word: 'sending' },
  waiting: { kind: 'warn', icon: 'waiting', word: 'waiting for the streams' },
  paused: { kind: 'idle', icon: 'pause', word: 'paused' },
  stopping: { kind: 'idle', icon: 'stopped', word: 'stopping' },
  stopped: { kind: 'idle', icon: 'stopped', word: 'stopped' },
  failed: { kind: 'bad', icon: 'failed', word: 'failed' },
  done: { kind: 'good', icon: 'done', word: 'all sent' },
};

const sentOf = ({ sent }: SendingJob): number => sent.starts + sent.ends;

const PAUSE_BEFORE_CHANGE_MS = 150;

/** The rate of a running job. A change is sent once the slider rests, or when the user leaves the page before that. */
const LiveRate = ({ job }: { readonly job: SendingJob }) => {
  const [wanted, setWanted] = useState<number>();
  const [error, setError] = useState<string>();
  const unsent = useRef<(() => void) | undefined>(undefined);
  const { pass, dialog } = useNameGate('Change the rate');
  const { mayChange = false } = stackStatus.value.value ?? {};
  useEffect(() => {
    if (wanted === undefined) return undefined;
    const tell = async (confirmed: string | undefined): Promise<void> => {
      try {
        await call(changeRate, { job: job.job, rate: wanted }, { confirmed });
        setError(undefined);
      } catch (failure) {
        setError(messageOf(failure));
      }
      setWanted((newer) => (newer === wanted ? undefined : newer));
    };
    const send = (): void => {
      unsent.current = undefined;
      pass((confirmed) => void tell(confirmed));
    };
    unsent.current = send;
    const timer = setTimeout(send, PAUSE_BEFORE_CHANGE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  useEffect(() => () => unsent.current?.(), []);
  return (
    <>
      <RateSlider rate={wanted ?? job.rate} onRate={setWanted} isDisabled={!mayChange} />
      <Trouble>{error}</Trouble>
      {dialog}
    </>
  );
};

const Steering = ({ job }: { readonly job: SendingJob }) => {
  const { status, job: name } = job;
  const shared = { change: changeJob, confirmedBefore: typedName.value };
  const goOn = { ...shared, input: { job: name, what: 'go-on' }, icon: 'play', kind: 'primary' } as const;
  if (isBusy(job))
    return (
      <>
        {status === 'paused' ? (
          <ChangeButton {...goOn} label="Continue" />
        ) : (
          <ChangeButton
            {...shared}
            input={{ job: name, what: 'pause' }}
            label="Pause"
            icon="pause"
            cannot={status === 'stopping' ? 'It is stopping.' : undefined}
          />
        )}
        <ChangeButton
          {...shared}
          input={{ job: name, what: 'stop' }}
          label="Stop"
          icon="stopped"
          kind="danger"
          cannot={status === 'stopping' ? 'It sends what it has already read, then stops.' : undefined}
        />
      </>
    );
  return (
    <>
      {status === 'done' ? null : <ChangeButton {...goOn} label="Continue where it stopped" />}
      <button
        type="button"
        class={`button${status === 'done' ? ' primary' : ''}`}
        onClick={() => {
          closedJob.value = name;
        }}
      >
        Send something else
      </button>
    </>
  );
};

const Figures = ({ job }: { readonly job: SendingJob }) => {
  const { sent, retried, perSecond, status } = job;
  const left =
    perSecond === undefined ? undefined : duration(((job.total - sentOf(job)) / perSecond) * 1_000);
  return (
    <div class="row figures">
      <Quantity label="starts" value={sent.starts} />
      <Quantity label="ends" value={sent.ends} />
      {retried === 0 ? null : <Quantity label="sent again after a refusal" value={retried} />}
      {status === 'sending' ? (
        <>
          <Quantity
            label="events per second"
            value={perSecond === undefined ? undefined : Math.round(perSecond)}
            why="Measuring takes a few seconds."
          />
          <div class="quantity">
            <span class="quantity-value">{left ?? <NotKnown why="It depends on the rate." />}</span>
            <span class="quantity-label">left</span>
          </div>
        </>
      ) : null}
    </div>
  );
};

const endText = (job: SendingJob): string => {
  const { sent, retried, startedAt, endedAt = startedAt, total } = job;
  const took = duration(Date.parse(endedAt) - Date.parse(startedAt));
  const left = total - sentOf(job);
  const rest = left === 0 ? '' : ` ${wholeNumber(left)} are left.`;
  const again = retried === 0 ? '' : ` ${wholeNumber(retried)} had to be sent again.`;
  return `Sent ${wholeNumber(sent.starts)} starts and ${wholeNumber(sent.ends)} ends in ${took}.${again}${rest}`;
};

interface SendingProgressProps {
  readonly job: SendingJob;
  readonly asOf: string | undefined;
}

/** A job: its progress, its buttons and its result. */
export const SendingProgress = ({ job, asOf }: SendingProgressProps) => {
  const { what, status, total, trouble } = job;
  return (
    <section class="card sending">
      <div class="row sending-head">
        <h2>{what}</h2>
        <Badge {...LOOKS[status]} role="status" />
      </div>
      {job.page === PAGE.page ? null : (
        <p class="hint">
          Started by the page that was opened at {dateAndTime(job.pageOpenedAt, timeZone.value)}. You are
          watching it.
        </p>
      )}
      <p class="row sending-count">
        <strong>{wholeNumber(sentOf(job))}</strong> of {wholeNumber(total)} events
        <AsOf at={asOf} />
      </p>
      <progress max={total} value={sentOf(job)} aria-label={`Sent of ${what}`} />
      {isBusy(job) ? <Figures job={job} /> : <p class="result">{endText(job)}</p>}
      {trouble === undefined ? null : (
        <Trouble>
          {trouble}
          {isBusy(job) ? ' The console keeps trying to send the rest.' : ''}
        </Trouble>
      )}
      {isBusy(job) ? <LiveRate job={job} /> : null}
      <div class="steering">
        <Steering job={job} />
      </div>
      {isBusy(job) ? null : <SentLinks job={job} />}
    </section>
  );
};
