import { Duration } from 'aws-cdk-lib';
import {
  Dashboard,
  GraphWidget,
  type IMetric,
  Row,
  SingleValueWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Stream } from 'aws-cdk-lib/aws-kinesis';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { EMITTED_METRICS } from '../../functions/contracts/agreed.ts';
import { emittedBy } from '../compute/node-function.ts';
import type { Settings } from '../settings/settings.ts';

export interface OverviewDashboardProps {
  readonly settings: Settings;
  readonly streams: Readonly<Record<'starts' | 'ends', Stream>>;
  /** The names of the two intake functions, as in their metrics. */
  readonly services: Readonly<Record<'starts' | 'ends', string>>;
  readonly queues: Readonly<Record<string, Queue>>;
  readonly stateMachine: StateMachine;
}

const FIVE_MINUTES = { period: Duration.minutes(5) };
const HALF = 12;

/** Four questions, one row each: is data flowing, how far behind, what was refused, did yesterday's KPI come out? */
export class OverviewDashboard extends Dashboard {
  constructor(scope: Construct, id: string, props: OverviewDashboardProps) {
    const { settings, streams, services, queues, stateMachine } = props;
    super(scope, id, { dashboardName: `tripstream-${settings.stage}`, defaultInterval: Duration.hours(24) });
    const bothServices = (metricName: string) =>
      Object.entries(services).map(([kind, service]) =>
        emittedBy(settings, service, metricName).with({ label: `${kind} ${metricName}` }),
      );
    const bothStreams = (of: (stream: Stream) => IMetric) => [of(streams.starts), of(streams.ends)];
    this.add('Is data flowing?', [
      graph(
        'Records put into the streams',
        bothStreams((stream) => stream.metricIncomingRecords(FIVE_MINUTES)),
      ),
      graph('Records stored, and superseded by later ones', [
        ...bothServices(EMITTED_METRICS.recordsStored),
        ...bothServices(EMITTED_METRICS.recordsSuperseded),
      ]),
    ]);
    this.add('How far behind?', [
      graph(
        'Age of the oldest undelivered record',
        bothStreams((stream) =>
          stream.metricGetRecordsIteratorAgeMilliseconds({ ...FIVE_MINUTES, statistic: 'max' }),
        ),
      ),
      graph('Records to be delivered again, and records that completed a trip after its day was summed', [
        ...bothServices(EMITTED_METRICS.recordsFailed),
        ...bothServices(EMITTED_METRICS.recordsLate),
      ]),
    ]);
    this.add('What was refused?', [
      graph('Records quarantined', bothServices(EMITTED_METRICS.recordsQuarantined)),
      graph(
        'Messages waiting for a person',
        Object.entries(queues).map(([label, queue]) =>
          queue.metricApproximateNumberOfMessagesVisible({ ...FIVE_MINUTES, statistic: 'max', label }),
        ),
      ),
    ]);
    const perDay = { period: Duration.days(1), statistic: 'max' };
    this.add('Did yesterday’s KPI come out?', [
      graph('Runs', [stateMachine.metricSucceeded(FIVE_MINUTES), stateMachine.metricFailed(FIVE_MINUTES)]),
      new SingleValueWidget({
        title: 'Last run',
        width: HALF,
        metrics: [EMITTED_METRICS.tripsCounted, EMITTED_METRICS.revenue].map((metricName) =>
          emittedBy(settings, 'publish-metrics', metricName).with(perDay),
        ),
      }),
    ]);
  }

  private add(question: string, widgets: ConstructorParameters<typeof Row>): void {
    this.addWidgets(
      new TextWidget({ markdown: `## ${question}`, width: 2 * HALF, height: 1 }),
      new Row(...widgets),
    );
  }
}

const graph = (title: string, left: IMetric[]): GraphWidget => new GraphWidget({ title, left, width: HALF });
