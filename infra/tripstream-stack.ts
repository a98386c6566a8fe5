import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { TripAudit } from './audit/trip-audit.ts';
import { metricsNamespace, NodeFunction } from './compute/node-function.ts';
import { DailyKpi } from './daily-kpi/daily-kpi.ts';
import { MetricsCatalog } from './daily-kpi/metrics-catalog.ts';
import { TripEventIntake } from './intake/trip-event-intake.ts';
import type { Settings } from './settings/settings.ts';
import { Encryption } from './storage/encryption.ts';
import { MetricsBucket } from './storage/metrics-bucket.ts';
import { TripsTable } from './storage/trips-table.ts';
import { WaitingQueue } from './storage/waiting-queue.ts';
import { Alarms } from './watching/alarms.ts';
import { Alerts, alarmName } from './watching/alerts.ts';
import { OverviewDashboard } from './watching/overview-dashboard.ts';

export interface TripstreamStackProps extends StackProps {
  readonly settings: Settings;
}

/** `record-trip-end` as `RecordTripEnd`: a logical id has no hyphens. */
const pascalCase = (name: string): string =>
  name.replace(/(?:^|-)([a-z])/g, (_match, letter: string) => letter.toUpperCase());

/** The whole pipeline, from two streams of events to the published metrics, and what watches it. */
export class TripstreamStack extends Stack {
  constructor(scope: Construct, id: string, { settings, ...props }: TripstreamStackProps) {
    super(scope, id, {
      description: 'Trip analytics that loses nothing',
      terminationProtection: settings.stage === 'prod',
      ...props,
    });
    // CDK also makes a function depend on its role by name. cfn-lint calls that redundant, which is true and harmless.
    this.templateOptions.metadata = { 'cfn-lint': { config: { ignore_checks: ['W3005'] } } };
    const encryption = new Encryption(this, 'Encryption', settings);
    const table = new TripsTable(this, 'Trips', settings, encryption);
    const quarantineQueue = new WaitingQueue(this, 'Quarantine', settings, encryption);
    const deadLetterQueue = new WaitingQueue(this, 'DeadLetters', settings, encryption);
    const scheduleDeadLetterQueue = new WaitingQueue(this, 'ScheduleDeadLetters', settings, encryption);
    const { bucket } = new MetricsBucket(this, 'Metrics', settings, encryption);

    const shared = { settings, encryption, table, quarantineQueue, bucket, deadLetterQueue };
    const starts = new TripEventIntake(this, 'TripStarts', {
      ...shared,
      functionName: 'record-trip-start',
      description: 'Trip starts, from their stream into the table',
    });
    const ends = new TripEventIntake(this, 'TripEnds', {
      ...shared,
      functionName: 'record-trip-end',
      description: 'Trip ends, from their stream into the table',
      environment: { partitions: settings.size.partitions },
    });
    const { stateMachine, functions, publisher, scheduleName } = new DailyKpi(this, 'DailyKpi', {
      settings,
      encryption,
      table,
      bucket,
      waiting: { quarantineQueue, deadLetterQueue },
      deadLetterQueue: scheduleDeadLetterQueue,
    });
    const audit = new TripAudit(this, 'Audit', { settings, encryption, table, bucket });
    new MetricsCatalog(this, 'Catalog', settings, bucket);

    const alerts = new Alerts(this, 'Alerts', settings, encryption);
    alerts.onFailedRunOf(stateMachine, 'FailedRun', 'KPI run');
    alerts.onFailedRunOf(audit.stateMachine, 'FailedAudit', 'audit');
    const alarms = new Alarms(this, 'Alarms', settings, alerts.topic);
    for (const [name, intake] of Object.entries({ starts, ends })) alarms.onIntake(name, intake);
    for (const fn of [starts.function, ends.function, ...functions]) alarms.onFunction(fn.serviceName, fn);
    const queues = {
      quarantine: quarantineQueue,
      'dead-letter': deadLetterQueue,
      'schedule-dead-letter': scheduleDeadLetterQueue,
    };
    for (const [name, queue] of Object.entries(queues)) alarms.onQueue(name, queue);
    alarms.onTable(table);
    alarms.onStateMachine('kpi-run', 'A KPI run', stateMachine);
    alarms.onMissingRunOf(publisher.serviceName, { starts: starts.stream, ends: ends.stream });
    alarms.onEmptyDay(publisher.serviceName);
    // Its functions need no alarms of their own: if they fail, the audit fails, and the person who started it is
    // waiting.
    alarms.onStateMachine('audit', 'An audit', audit.stateMachine);
    new OverviewDashboard(this, 'Overview', {
      settings,
      streams: { starts: starts.stream, ends: ends.stream },
      services: { starts: starts.function.serviceName, ends: ends.function.serviceName },
      queues,
      stateMachine,
    });

    const output = (name: string, value: string) => new CfnOutput(this, name, { value });
    output('TripStartStreamName', starts.stream.streamName);
    output('TripEndStreamName', ends.stream.streamName);
    output('TripsTableName', table.tableName);
    output('QuarantineQueueUrl', quarantineQueue.queueUrl);
    output('DeadLetterQueueUrl', deadLetterQueue.queueUrl);
    output('ScheduleDeadLetterQueueUrl', scheduleDeadLetterQueue.queueUrl);
    output('MetricsBucketName', bucket.bucketName);
    output('DailyKpiStateMachineArn', stateMachine.stateMachineArn);
    output('AuditStateMachineArn', audit.stateMachine.stateMachineArn);
    output('BusinessTimeZone', settings.timeZone);
    output('ScheduleHour', String(settings.scheduleHour));
    output('LookBackDays', String(settings.lookBackDays));
    output('ScheduleName', scheduleName);
    output('TripStartPipeName', starts.pipeName);
    output('TripEndPipeName', ends.pipeName);
    output('MetricsNamespace', metricsNamespace(settings));
    output('AlarmNamePrefix', alarmName(settings.stage, ''));
    for (const fn of this.node.findAll().filter((construct) => construct instanceof NodeFunction))
      output(`${pascalCase(fn.serviceName)}FunctionName`, fn.functionName);
  }
}
