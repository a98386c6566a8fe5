import { Duration } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { ENVIRONMENT } from '../../functions/contracts/agreed.ts';
import { AUDIT } from '../../functions/contracts/audit-size.ts';
import { expiryEnvironment, NodeFunction } from '../compute/node-function.ts';
import { TracedStateMachine } from '../compute/traced-state-machine.ts';
import { acknowledge, dailyFilesReason } from '../settings/acknowledged.ts';
import type { Settings } from '../settings/settings.ts';
import type { Encryption } from '../storage/encryption.ts';
import type { TripsTable } from '../storage/trips-table.ts';

export interface TripAuditProps {
  readonly settings: Settings;
  readonly encryption: Encryption;
  readonly table: TripsTable;
  readonly bucket: IBucket;
}

/**
 * The state machine, with its functions, that reads the whole table for the trips of a date when a person asks for it.
 */
export class TripAudit extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, props: TripAuditProps) {
    super(scope, id);
    const { settings, encryption } = props;
    this.stateMachine = new TracedStateMachine(this, 'StateMachine', {
      settings,
      encryption,
      name: 'audit',
      functionArns: {
        PlanAuditFunctionArn: this.planFunction(props).functionArn,
        AuditSegmentFunctionArn: this.segmentFunction(props).functionArn,
        PublishAuditFunctionArn: this.publishFunction(props).functionArn,
      },
      // Its states carry trip ids, which belong in no log.
      logsExecutionData: false,
    });
  }

  private planFunction({ settings, encryption, table, bucket }: TripAuditProps): NodeFunction {
    const plan = new NodeFunction(this, 'PlanAudit', {
      settings,
      encryption,
      subsystem: 'audit',
      name: 'plan-audit',
      description: 'Lists the segments of the table, and reads what is published for a date',
      environment: {
        [ENVIRONMENT.tripsTableName]: table.tableName,
        [ENVIRONMENT.metricsBucketName]: bucket.bucketName,
        [ENVIRONMENT.timeZone]: settings.timeZone,
        ...expiryEnvironment(settings),
      },
    });
    table.grantPartitionCount(plan);
    table.grantDescribe(plan);
    this.grantReadMetrics(plan, encryption, bucket);
    return plan;
  }

  private segmentFunction({ settings, encryption, table }: TripAuditProps): NodeFunction {
    const segment = new NodeFunction(this, 'AuditSegment', {
      settings,
      encryption,
      subsystem: 'audit',
      name: 'audit-segment',
      description: 'Counts the trips of a date in one segment of the table, a page at a time',
      environment: {
        [ENVIRONMENT.tripsTableName]: table.tableName,
        [ENVIRONMENT.timeZone]: settings.timeZone,
        [ENVIRONMENT.longestRideHours]: String(settings.longestRideHours),
        [ENVIRONMENT.highestFare]: settings.highestFare,
      },
      timeout: Duration.seconds(AUDIT.callSeconds),
    });
    table.grantScan(segment);
    return segment;
  }

  private publishFunction({ settings, encryption, table, bucket }: TripAuditProps): NodeFunction {
    const publish = new NodeFunction(this, 'PublishAudit', {
      settings,
      encryption,
      subsystem: 'audit',
      name: 'publish-audit',
      description: 'Holds the published metrics of a date against the table, and writes what was found',
      environment: {
        [ENVIRONMENT.metricsBucketName]: bucket.bucketName,
        [ENVIRONMENT.tripsTableName]: table.tableName,
        ...expiryEnvironment(settings),
      },
    });
    table.grantLateMarkers(publish, 'BatchGetItem');
    this.grantReadMetrics(publish, encryption, bucket);
    encryption.grantUse(publish);
    Grant.addToPrincipal({
      grantee: publish,
      actions: ['s3:PutObject'],
      resourceArns: [bucket.arnForObjects('daily/*/audit.json')],
    });
    if (publish.role !== undefined) acknowledge(publish.role, dailyFilesReason(bucket, 'audit.json'));
    return publish;
  }

  private grantReadMetrics(grantee: NodeFunction, encryption: Encryption, bucket: IBucket): void {
    encryption.grantRead(grantee);
    Grant.addToPrincipal({
      grantee,
      actions: ['s3:GetObject'],
      resourceArns: [bucket.arnForObjects('daily/*/metrics.json')],
    });
    // Without permission to list, a missing key gives 403 instead of 404.
    Grant.addToPrincipal({ grantee, actions: ['s3:ListBucket'], resourceArns: [bucket.bucketArn] });
    if (grantee.role !== undefined) acknowledge(grantee.role, dailyFilesReason(bucket, 'metrics.json'));
  }
}
