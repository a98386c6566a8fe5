import './flow.css';
import { type FlowNow, flowNow } from '../../../api/flow.ts';
import { type PipelineNow, pipelineNow } from '../../../api/pipeline.ts';
import { stackStatus, timeZone } from '../../client/stack-status.ts';
import { timeOfDay } from '../../client/times.ts';
import { useLive } from '../../client/use-live.ts';
import { Icon } from '../../components/icon.tsx';
import { NotKnown } from '../../components/quantity.tsx';
import { Shown } from '../../components/shown.tsx';
import type { Page } from '../../layout/page.ts';
import { Findings } from '../alarms/findings.tsx';
import { LedgerLine } from './ledger-line.tsx';
import { Picture } from './picture.tsx';

const Hands = ({ headline, findings, verdict }: PipelineNow) => {
  if (findings.length > 0) return <Findings findings={findings} />;
  const isHealthy = verdict === 'healthy';
  return (
    <p class={`banner with-icon ${isHealthy ? 'good' : 'idle'}`}>
      <Icon name={isHealthy ? 'done' : 'waiting'} />
      {headline}
    </p>
  );
};

/** What cannot be read, grouped by reason. */
const Unread = ({ flow, status }: { readonly flow: FlowNow; readonly status: PipelineNow['status'] }) => {
  const parts = [
    ['the counts of the last hour', flow.hours],
    ['whether every event is accounted for', flow.ledger],
    ['how many items the table has', flow.table],
    ['which days have files', flow.days],
    ['how far behind the streams are', status.streams],
    ['whether the pipes run', status.pipes],
    ['what waits in the queues', status.queues],
    ['the alarms', status.alarms],
    ['the last run', status.lastRun],
    ['the next run', status.nextRun],
    ['whether yesterday is published', status.yesterday],
  ] as const;
  const unread = parts.flatMap(([what, reading]) =>
    'unknown' in reading ? [{ what, why: reading.unknown }] : [],
  );
  const byReason = Map.groupBy(unread, ({ why }) => why);
  return byReason.size === 0 ? null : (
    <ul class="unread banner warn" aria-label="What is not known">
      {[...byReason].map(([why, those]) => (
        <li key={why}>
          <NotKnown />: {those.map(({ what }) => what).join(', ')}. Reason: {why}
        </li>
      ))}
    </ul>
  );
};

const AsOf = ({ flow, status }: { readonly flow: FlowNow; readonly status: PipelineNow['status'] }) => {
  const { isLocal = false } = stackStatus.value.value ?? {};
  const zone = timeZone.value;
  return (
    <p class="hint">
      Counts and lines cover the last hour, rates the last five minutes, as of {timeOfDay(flow.readAt, zone)}.
      Queues, pipes and runs are as of {timeOfDay(status.checkedAt, zone)} ({zone}).{' '}
      {isLocal
        ? ''
        : 'CloudWatch counts by the minute, so its numbers are at least a minute old. DynamoDB updates its item counts about every six hours.'}
    </p>
  );
};

const Content = () => {
  const flow = useLive(flowNow, {});
  const pipeline = useLive(pipelineNow, {});
  const at = (instant: string): string => timeOfDay(instant, timeZone.value);
  return (
    <>
      <h1>Flow</h1>
      <Shown of={pipeline} what="the pipeline">
        {(now) => (
          <>
            <Hands {...now} />
            <Shown of={flow} what="what CloudWatch has counted">
              {(counted) => (
                <>
                  <Picture flow={counted} pipeline={now} at={at} />
                  {'value' in counted.ledger ? <LedgerLine ledger={counted.ledger.value} at={at} /> : null}
                  <Unread flow={counted} status={now.status} />
                  <AsOf flow={counted} status={now.status} />
                </>
              )}
            </Shown>
          </>
        )}
      </Shown>
    </>
  );
};

export const flowPage: Page = { path: '/', title: 'Flow', icon: 'flow', Content };
