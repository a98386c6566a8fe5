import { Duration } from 'aws-cdk-lib';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { AUDIT } from '../../functions/contracts/audit-size.ts';
import { NodeFunction } from '../compute/node-function.ts';
import { TracedStateMachine } from '../compute/traced-state-machine.ts';
import { allowObjects } from '../settings/acknowledged.ts';
import { allow } from '../settings/policies.ts';
import type { Settings } from '../settings/settings.ts';
import type { Encryption } from '../storage/encryption.ts';
import type { TripsTable } from '../storage/trips-table.ts';

export interface TripAuditProps {
  readonly settings: Settings;
  readonly encryption: Encryption;
  readonly table: TripsTable;
  readonly bucket: Bucket;
}

/** The state machine, with its functions, that audits a date on request by reading the whole table. */
export class TripAudit extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, props: TripAuditProps) {
    super(scope, id);
    const { settings, encryption } = props;
    this.stateMachine = new TracedStateMachine(this, 'StateMachine', settings, encryption, {
      name: 'audit',
      functionArns: {
        PlanAuditFunctionArn: this.planFunction(props).functionArn,
        AuditSegmentFunctionArn: this.segmentFunction(props).functionArn,
        PublishAuditFunctionArn: this.publishFunction(props).functionArn,
      },
      // Its states carry trip ids, which must not be logged.
      logsExecutionData: false,
    });
  }

  private planFunction({ settings, encryption, table, bucket }: TripAuditProps): NodeFunction {
    const plan = new NodeFunction(this, 'PlanAudit', settings, encryption, {
      subsystem: 'audit',
      name: 'plan-audit',
      description: 'Lists the segments of the table, and reads what is published for a date',
      environment: {
        tripsTableName: table.tableName,
        metricsBucketName: bucket.bucketName,
        timeZone: settings.timeZone,
        keepTripsDays: settings.keepTripsDays,
      },
    });
    table.grantPartitionCount(plan);
    table.grantDescribe(plan);
    this.grantReadMetrics(plan, encryption, bucket);
    return plan;
  }

  private segmentFunction({ settings, encryption, table }: TripAuditProps): NodeFunction {
    const segment = new NodeFunction(this, 'AuditSegment', settings, encryption, {
      subsystem: 'audit',
      name: 'audit-segment',
      description: 'Counts the trips of a date in one segment of the table, a page at a time',
      environment: {
        tripsTableName: table.tableName,
        timeZone: settings.timeZone,
        longestRideHours: settings.longestRideHours,
        highestFare: settings.highestFare,
      },
      timeout: Duration.seconds(AUDIT.callSeconds),
    });
    table.grantScan(segment);
    return segment;
  }

  private publishFunction({ settings, encryption, table, bucket }: TripAuditProps): NodeFunction {
    const publish = new NodeFunction(this, 'PublishAudit', settings, encryption, {
      subsystem: 'audit',
      name: 'publish-audit',
      description: 'Compares the published metrics of a date with the table, and writes the audit file',
      environment: {
        metricsBucketName: bucket.bucketName,
        tripsTableName: table.tableName,
        keepTripsDays: settings.keepTripsDays,
      },
    });
    table.grantLateMarkers(publish, 'BatchGetItem');
    this.grantReadMetrics(publish, encryption, bucket);
    encryption.grantUse(publish);
    allowObjects(publish, ['s3:PutObject'], bucket, 'daily/*/audit.json');
    return publish;
  }

  private grantReadMetrics(grantee: NodeFunction, encryption: Encryption, bucket: Bucket): void {
    encryption.grantRead(grantee);
    allowObjects(grantee, ['s3:GetObject'], bucket, 'daily/*/metrics.json');
    // Without permission to list, a missing key gives 403 instead of 404.
    allow(grantee, ['s3:ListBucket'], [bucket.bucketArn]);
  }
}
