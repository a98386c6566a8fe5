import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  type IMetric,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Stream } from 'aws-cdk-lib/aws-kinesis';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { NodeFunction } from '../compute/node-function.ts';
import type { Settings } from '../settings/settings.ts';
import type { TripsTable } from '../storage/trips-table.ts';
import { alarmName } from './alerts.ts';

/** Not confirmed by AWS's pages, which list the metrics without it; see docs/deploying.md. */
export const PIPES_NAMESPACE = 'AWS/EventBridge/Pipes';

interface Condition {
  readonly metric: IMetric;
  readonly description: string;
  /** The alarm goes off when the metric is above this. */
  readonly above: number;
  /** @default 1 */
  readonly periods?: number;
}

const FIVE_MINUTES = { period: Duration.minutes(5) };

/** The alarms of a stage. Each is a section of docs/runbook.md under its name. */
export class Alarms extends Construct {
  private readonly stage: Settings['stage'];
  private readonly topic: ITopic;

  constructor(scope: Construct, id: string, { stage }: Settings, topic: ITopic) {
    super(scope, id);
    this.stage = stage;
    this.topic = topic;
  }

  onStream(name: string, stream: Stream): void {
    this.add(`${name}-stream-behind`, {
      metric: stream.metricGetRecordsIteratorAgeMilliseconds({ ...FIVE_MINUTES, statistic: 'max' }),
      description: `The oldest ${name} not delivered yet is older than 15 minutes`,
      above: Duration.minutes(15).toMilliseconds(),
    });
  }

  onPipe(name: string, pipeName: string): void {
    const metric = (metricName: string) =>
      new Metric({
        namespace: PIPES_NAMESPACE,
        metricName,
        dimensionsMap: { PipeName: pipeName },
        statistic: 'sum',
        ...FIVE_MINUTES,
      });
    this.add(`${name}-pipe-failed`, {
      metric: metric('ExecutionFailed'),
      description: `The pipe of ${name} could not hand over a batch, three times in a row`,
      above: 0,
      periods: 3,
    });
    this.add(`${name}-pipe-throttled`, {
      metric: metric('ExecutionThrottled'),
      description: `The pipe of ${name} is throttled`,
      above: 0,
      periods: 3,
    });
  }

  onFunction(name: string, fn: NodeFunction): void {
    this.add(`${name}-errors`, {
      metric: fn.metricErrors(FIVE_MINUTES),
      description: `The function ${name} failed`,
      above: 0,
    });
    this.add(`${name}-throttled`, {
      metric: fn.metricThrottles(FIVE_MINUTES),
      description: `The function ${name} was throttled`,
      above: 0,
    });
    const timeout = fn.timeout ?? Duration.seconds(60);
    this.add(`${name}-slow`, {
      metric: fn.metricDuration({ ...FIVE_MINUTES, statistic: 'max' }),
      description: `The function ${name} came near its timeout of ${timeout.toSeconds()} seconds`,
      above: timeout.toMilliseconds() * 0.8,
    });
  }

  onQueue(name: string, queue: Queue): void {
    this.add(`${name}-waiting`, {
      metric: queue.metricApproximateNumberOfMessagesVisible({ ...FIVE_MINUTES, statistic: 'max' }),
      description: `Messages wait in the ${name} queue`,
      above: 0,
    });
  }

  onTable(table: TripsTable): void {
    for (const kind of ['ReadThrottleEvents', 'WriteThrottleEvents']) {
      this.add(`table-${kind === 'ReadThrottleEvents' ? 'read' : 'write'}-throttled`, {
        metric: table.metric(kind, {
          ...FIVE_MINUTES,
          statistic: 'sum',
          dimensionsMap: { TableName: table.tableName },
        }),
        description: 'The table throttles',
        above: 0,
      });
    }
  }

  /** `name` in the alarms' names, such as `kpi-run`, and `what` in their texts, such as `A KPI run`. */
  onStateMachine(name: string, what: string, stateMachine: StateMachine): void {
    this.add(`${name}-failed`, {
      metric: stateMachine.metricFailed(FIVE_MINUTES),
      description: `${what} failed`,
      above: 0,
    });
    this.add(`${name}-timed-out`, {
      metric: stateMachine.metricTimedOut(FIVE_MINUTES),
      description: `${what} timed out`,
      above: 0,
    });
  }

  onMissingRunOf(stateMachine: StateMachine): void {
    // Longer than a day takes hours as periods: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
    this.create('kpi-run-missing', {
      metric: stateMachine.metricSucceeded({ period: Duration.hours(1), statistic: 'sum' }),
      alarmDescription: 'No KPI run has succeeded in 26 hours',
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: 26,
      datapointsToAlarm: 26,
      treatMissingData: TreatMissingData.BREACHING,
    });
  }

  private add(name: string, { metric, description, above, periods = 1 }: Condition): void {
    this.create(name, {
      metric,
      alarmDescription: description,
      threshold: above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }

  private create(name: string, props: AlarmProps): void {
    const alarm = new Alarm(this, name, {
      ...props,
      alarmName: alarmName(this.stage, name),
      alarmDescription: `${props.alarmDescription}. What to do: docs/runbook.md, ${name}`,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    alarm.addOkAction(new SnsAction(this.topic));
  }
}
