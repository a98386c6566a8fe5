import type { Clock } from '../../../values/clock.ts';
import type { Alarm, AlarmState } from './alarm.ts';
import { timestamp } from './state-reason.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_AlarmHistoryItem.html */
export type HistoryItem = {
  readonly alarmName: string;
  readonly atMs: number;
  readonly type: 'ConfigurationUpdate' | 'StateUpdate' | 'Action';
  readonly summary: string;
  /** JSON text. */
  readonly data: string;
};

/** A state and why an alarm is in it. */
export type Judgement = {
  state: AlarmState;
  reason: string;
  /** The data behind it, as JSON text. */
  reasonData: string | undefined;
};

/** AWS keeps 30 days; an alarm that changes every minute fills this in two days. */
const MAX_ITEMS = 10_000;

/** The history of the alarms, in memory. */
export const historyOf = (clock: Clock) => {
  const items: HistoryItem[] = [];
  const add = (alarm: Alarm, type: HistoryItem['type'], summary: string, data: object) => {
    if (items.length >= MAX_ITEMS) items.shift();
    items.push({ alarmName: alarm.name, atMs: clock.nowMs(), type, summary, data: JSON.stringify(data) });
  };
  return {
    created: (alarm: Alarm): void =>
      add(alarm, 'ConfigurationUpdate', `Alarm "${alarm.name}" created`, { version: '1.0', type: 'Create' }),
    stateUpdate: (alarm: Alarm, before: Judgement, after: Judgement): void =>
      add(alarm, 'StateUpdate', `Alarm updated from ${before.state} to ${after.state}`, {
        version: '1.0',
        oldState: stateData(before),
        newState: stateData(after),
      }),
    /** `failure` is the reason if the topic refused the message. */
    action: (alarm: Alarm, topicArn: string, message: string, failure: string | undefined): void => {
      const summary =
        failure === undefined
          ? `Successfully executed action ${topicArn}`
          : `Failed to execute action ${topicArn}. Received error: "${failure}"`;
      add(alarm, 'Action', summary, {
        actionState: failure === undefined ? 'Succeeded' : 'Failed',
        stateUpdateTimestamp: timestamp(clock.nowMs()),
        notificationResource: topicArn,
        publishedMessage: message,
        error: failure ?? null,
      });
    },
    /** Newest first. */
    items: (): readonly HistoryItem[] => items.toReversed(),
  };
};

const stateData = ({ state, reason, reasonData }: Judgement) => {
  const stateReasonData: unknown = reasonData === undefined ? undefined : JSON.parse(reasonData);
  return { stateValue: state, stateReason: reason, stateReasonData };
};
