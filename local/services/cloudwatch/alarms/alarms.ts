import { AwsError } from '../../../endpoint/aws-json-protocol.ts';
import { ACCOUNT_ID } from '../../../values/account.ts';
import type { Clock } from '../../../values/clock.ts';
import { reasonOf } from '../../../values/refusal.ts';
import type { Topics } from '../../sns/topics.ts';
import { evaluateQuery } from '../metrics/metric-query.ts';
import type { MetricStore } from '../metrics/metric-store.ts';
import type { Alarm, AlarmState } from './alarm.ts';
import { historyOf, type Judgement } from './alarm-history.ts';
import { alarmMessage, alarmSubject } from './alarm-message.ts';
import { type Datapoint, evaluateAlarm, rangeLength } from './evaluate-alarm.ts';
import { stateReason, stateReasonData } from './state-reason.ts';

/** An alarm and its current state. */
export type WatchedAlarm = Judgement & {
  readonly alarm: Alarm;
  readonly createdMs: number;
  /** When the state last changed or was set. */
  updatedMs: number;
  transitionedMs: number;
  lastEvaluatedMs: number | undefined;
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const CLOUDWATCH = { principal: 'cloudwatch.amazonaws.com', name: 'CloudWatch Alarms' };

export type Alarms = ReturnType<typeof createAlarms>;

/** The alarms of the stack: their states, their history, and when they are evaluated. */
export const createAlarms = (clock: Clock, store: MetricStore, topics: Pick<Topics, 'publishAsService'>) => {
  const watched = new Map<string, WatchedAlarm>();
  const history = historyOf(clock);

  const change = async (entry: WatchedAlarm, next: Judgement): Promise<void> => {
    const { alarm, state: before } = entry;
    const nowMs = clock.nowMs();
    history.stateUpdate(alarm, entry, next);
    Object.assign(entry, next, { updatedMs: nowMs, transitionedMs: nowMs });
    if (!alarm.actionsEnabled) return;
    const message = JSON.stringify(alarmMessage(entry, before));
    const subject = alarmSubject(entry);
    const context = { 'aws:SourceArn': alarm.arn, 'aws:SourceOwner': ACCOUNT_ID };
    for (const topicArn of alarm.actions[next.state]) {
      const failure = await topics
        .publishAsService({ topicArn, subject, message, service: CLOUDWATCH, context })
        .then(() => undefined, reasonOf);
      history.action(alarm, topicArn, message, failure);
    }
  };

  const evaluateOne = async (entry: WatchedAlarm, nowMs: number): Promise<void> => {
    const { alarm, state } = entry;
    const verdict = evaluateAlarm(alarm, datapoints(alarm, store, nowMs), state);
    entry.lastEvaluatedMs = nowMs;
    if (verdict.state === state) return;
    const reason = stateReason(alarm, verdict, state);
    const reasonData = stateReasonData(alarm, verdict, nowMs);
    await change(entry, { state: verdict.state, reason, reasonData });
  };

  return {
    create: (alarm: Alarm): void => {
      const nowMs = clock.nowMs();
      watched.set(alarm.name, {
        ...{ alarm, createdMs: nowMs, updatedMs: nowMs, transitionedMs: nowMs },
        state: 'INSUFFICIENT_DATA',
        reason: 'Unchecked: Initial alarm creation',
        ...{ reasonData: undefined, lastEvaluatedMs: undefined },
      });
      history.created(alarm);
    },
    list: (): readonly WatchedAlarm[] => [...watched.values()],
    history: history.items,
    /** Takes effect at once, including actions, until the next evaluation. @throws AwsError ResourceNotFound */
    setState: async (
      name: string,
      state: AlarmState,
      reason: string,
      reasonData: string | undefined,
    ): Promise<void> => {
      const entry = watched.get(name);
      if (entry === undefined) throw new AwsError('ResourceNotFound', `There is no alarm "${name}".`, 404);
      if (state === entry.state) Object.assign(entry, { reason, reasonData, updatedMs: clock.nowMs() });
      else await change(entry, { state, reason, reasonData });
    },
    /** Evaluates the alarms that are due at this moment. */
    evaluate: async (nowMs: number): Promise<void> => {
      for (const entry of watched.values()) if (isDue(entry, nowMs)) await evaluateOne(entry, nowMs);
    },
    /** Whether some alarm has a period shorter than a minute. */
    hasHighResolution: (): boolean =>
      [...watched.values()].some(({ alarm }) => alarm.periodSeconds * 1000 < MINUTE_MS),
  };
};

/**
 * Every minute; every ten seconds if the period is shorter than a minute; every hour if the periods are longer than a
 * day: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html. A new alarm is due.
 */
const isDue = ({ alarm, lastEvaluatedMs }: WatchedAlarm, nowMs: number): boolean => {
  if (lastEvaluatedMs === undefined) return true;
  const periodMs = alarm.periodSeconds * 1000;
  if (periodMs < MINUTE_MS) return true;
  return nowMs % (periodMs * alarm.evaluationPeriods > DAY_MS ? HOUR_MS : MINUTE_MS) === 0;
};

/** The evaluation range up to now. It slides: its periods do not start at whole minutes or hours. */
const datapoints = (alarm: Alarm, store: MetricStore, nowMs: number): Datapoint[] => {
  const periodMs = alarm.periodSeconds * 1000;
  const count = rangeLength(alarm);
  const startMs = nowMs - count * periodMs;
  const values = evaluateQuery(alarm.watched, alarm.queries, store, { startMs, periodMs, count });
  return values.map((value, index) => ({ startMs: startMs + index * periodMs, value }));
};
