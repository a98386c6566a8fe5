import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Stream } from 'aws-cdk-lib/aws-kinesis';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { EMITTED_METRICS } from '../../functions/contracts/agreed.ts';
import { COMPLETED_TRIPS_INDEXES } from '../../functions/trip/trip.ts';
import { emittedBy, type NodeFunction } from '../compute/node-function.ts';
import type { TripEventIntake } from '../intake/trip-event-intake.ts';
import type { Settings } from '../settings/settings.ts';
import type { TripsTable } from '../storage/trips-table.ts';
import { alarmName } from './alerts.ts';

/** AWS's pages list the metrics without their namespace, so this one is not confirmed; see docs/deploying.md. */
const PIPES_NAMESPACE = 'AWS/EventBridge/Pipes';

/**
 * An alarm goes off when its metric is above `above` (default 0) in `periods` (default 1) of the last `of` periods
 * (default: as many).
 */
interface Condition {
  readonly above?: number;
  readonly periods?: number;
  readonly of?: number;
}

const FIVE_MINUTES = { period: Duration.minutes(5) };

/** The alarms of a stage. Each is described in docs/runbook.md under its name. */
export class Alarms extends Construct {
  private readonly settings: Settings;
  private readonly topic: ITopic;

  constructor(scope: Construct, id: string, settings: Settings, topic: ITopic) {
    super(scope, id);
    this.settings = settings;
    this.topic = topic;
  }

  /** Adds the alarms of one intake, from the stream to what the function emits. */
  onIntake(name: string, intake: TripEventIntake): void {
    const { stream, pipeName } = intake;
    const { serviceName } = intake.function;
    this.add(
      `${name}-stream-behind`,
      `The oldest undelivered record of ${name} is older than 15 minutes`,
      stream.metricGetRecordsIteratorAgeMilliseconds({ ...FIVE_MINUTES, statistic: 'max' }),
      { above: Duration.minutes(15).toMilliseconds() },
    );
    // A pipe that is stopped, switched off by AWS or refused by its stream emits nothing. It shows only in that records
    // come in and none reaches the function. Records that come at the end of a period are delivered in the next, so one
    // such period means nothing, and a slow trickle of records may leave gaps.
    this.add(
      `${name}-undelivered`,
      `Records come into the stream of ${name}, but none reaches ${serviceName}`,
      new MathExpression({
        expression: 'IF(FILL(incoming, 0) > 0 AND FILL(received, 0) == 0, 1, 0)',
        usingMetrics: {
          incoming: stream.metricIncomingRecords({ ...FIVE_MINUTES, statistic: 'sum' }),
          received: this.emitted(serviceName, EMITTED_METRICS.recordsReceived),
        },
        ...FIVE_MINUTES,
      }),
      { periods: 3, of: 6 },
    );
    const ofPipe = (metricName: string) =>
      new Metric({
        namespace: PIPES_NAMESPACE,
        metricName,
        dimensionsMap: { PipeName: pipeName },
        statistic: 'sum',
        ...FIVE_MINUTES,
      });
    this.add(
      `${name}-pipe-failed`,
      `The pipe of ${name} could not deliver a batch, in three periods in a row`,
      ofPipe('ExecutionFailed'),
      { periods: 3 },
    );
    this.add(`${name}-pipe-throttled`, `The pipe of ${name} is throttled`, ofPipe('ExecutionThrottled'), {
      periods: 3,
    });
    this.add(
      `${name}-records-failed`,
      `Records of ${name} could not be stored, in three periods in a row`,
      this.emitted(serviceName, EMITTED_METRICS.recordsFailed),
      { periods: 3 },
    );
    this.add(
      `${name}-beyond-look-back`,
      `Late ${name} completed trips of a day that nightly runs no longer sum`,
      this.emitted(serviceName, EMITTED_METRICS.recordsBeyondLookBack),
    );
  }

  onEmptyDay(serviceName: string): void {
    this.add(
      'kpi-empty-day',
      'A day was published without any trips, though the day before had some',
      this.emitted(serviceName, EMITTED_METRICS.emptyDayAfterTrips),
    );
  }

  onFunction(name: string, fn: NodeFunction): void {
    this.add(`${name}-errors`, `The function ${name} failed`, fn.metricErrors(FIVE_MINUTES));
    this.add(`${name}-throttled`, `The function ${name} was throttled`, fn.metricThrottles(FIVE_MINUTES));
    const timeout = fn.timeout ?? Duration.seconds(60);
    this.add(
      `${name}-slow`,
      `The function ${name} came near its timeout of ${timeout.toSeconds()} seconds`,
      fn.metricDuration({ ...FIVE_MINUTES, statistic: 'max' }),
      { above: fn.slowAfter.toMilliseconds() },
    );
  }

  onQueue(name: string, queue: Queue): void {
    this.add(
      `${name}-waiting`,
      `Messages wait in the ${name} queue`,
      queue.metricApproximateNumberOfMessagesVisible({ ...FIVE_MINUTES, statistic: 'max' }),
    );
  }

  /** A table's metrics do not include its indexes, and an index that throttles holds up the writes to its table. */
  onTable(table: TripsTable): void {
    this.onThrottlesOf(table, 'table', 'The table throttles');
    for (const { name } of COMPLETED_TRIPS_INDEXES)
      this.onThrottlesOf(table, `${name}-index`, `The index ${name} throttles`, name);
  }

  private onThrottlesOf(table: TripsTable, name: string, description: string, index?: string): void {
    const dimensionsMap = {
      TableName: table.tableName,
      ...(index !== undefined && { GlobalSecondaryIndexName: index }),
    };
    for (const kind of ['Read', 'Write']) {
      const metric = table.metric(`${kind}ThrottleEvents`, {
        ...FIVE_MINUTES,
        statistic: 'sum',
        dimensionsMap,
      });
      this.add(`${name}-${kind.toLowerCase()}-throttled`, description, metric);
    }
  }

  /** `name` is for the alarms' names, such as `kpi-run`, and `what` for their texts, such as `A KPI run`. */
  onStateMachine(name: string, what: string, stateMachine: StateMachine): void {
    this.add(`${name}-failed`, `${what} failed`, stateMachine.metricFailed(FIVE_MINUTES));
    this.add(`${name}-timed-out`, `${what} timed out`, stateMachine.metricTimedOut(FIVE_MINUTES));
  }

  /**
   * Only runs without a date count, so that a manual run for an old date hides nothing. On the day of the first
   * deployment all data is missing, so an hour without a run counts only while pipes read their streams, which they do
   * every second from the deployment on. An alarm over more than a day has to have periods of an hour:
   * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
   */
  onMissingRunOf(serviceName: string, streams: Readonly<Record<'starts' | 'ends', Stream>>): void {
    const hours = this.settings.size.missingRunHours;
    const anHour = { period: Duration.hours(1) };
    const polled = (stream: Stream) =>
      stream.metricGetRecordsIteratorAgeMilliseconds({ ...anHour, statistic: 'SampleCount' });
    this.create('kpi-run-missing', {
      metric: new MathExpression({
        expression: 'IF(FILL(starts, 0) + FILL(ends, 0) > 0, FILL(published, 0), 1)',
        usingMetrics: {
          starts: polled(streams.starts),
          ends: polled(streams.ends),
          published: this.emitted(serviceName, EMITTED_METRICS.dailyRunsPublished).with(anHour),
        },
        ...anHour,
      }),
      alarmDescription: `No daily run has published in ${hours} hours`,
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: hours,
      datapointsToAlarm: hours,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }

  private emitted(service: string, metricName: string): Metric {
    return emittedBy(this.settings, service, metricName);
  }

  private add(name: string, description: string, metric: IMetric, condition: Condition = {}): void {
    const { above = 0, periods = 1, of = periods } = condition;
    this.create(name, {
      metric,
      alarmDescription: description,
      threshold: above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: of,
      ...(of > periods && { datapointsToAlarm: periods }),
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }

  private create(name: string, props: AlarmProps): void {
    const alarm = new Alarm(this, name, {
      ...props,
      alarmName: alarmName(this.settings.stage, name),
      alarmDescription: `${props.alarmDescription}. What to do: docs/runbook.md, ${name}`,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    alarm.addOkAction(new SnsAction(this.topic));
  }
}
