import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { EXPIRY_ATTRIBUTE, lateMarkKey } from '../../functions/trip/business-time.ts';
import {
  COMPLETED_TRIPS_INDEX,
  COMPLETED_TRIPS_INDEXES,
  type CompletedTripsIndex,
  PARTITION_COUNT_KEY,
} from '../../functions/trip/trip.ts';
import { NEW_TABLE } from '../capacity/aws-limits.ts';
import type { Throughput } from '../capacity/size.ts';
import { acknowledge, TABLE_REASONS } from '../settings/acknowledged.ts';
import { allow, removalOf } from '../settings/policies.ts';
import type { Settings } from '../settings/settings.ts';
import type { Encryption } from './encryption.ts';

const throughputOf = ({ warm, most }: Throughput) => ({
  // A new table takes this much anyway, and warm throughput can never be lowered again.
  ...((warm.reads > NEW_TABLE.reads || warm.writes > NEW_TABLE.writes) && {
    warmThroughput: { readUnitsPerSecond: warm.reads, writeUnitsPerSecond: warm.writes },
  }),
  maxReadRequestUnits: most.reads,
  maxWriteRequestUnits: most.writes,
});

/** The trips table, with one item per trip and the sparse index that holds exactly the completed trips. */
export class TripsTable extends Table {
  private readonly encryptionOfStack: Encryption;

  constructor(
    scope: Construct,
    id: string,
    settings: Settings,
    encryption: Encryption,
    indexes: readonly CompletedTripsIndex[] = COMPLETED_TRIPS_INDEXES,
  ) {
    super(scope, id, {
      partitionKey: { name: 'trip_id', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      ...(settings.size.throughput && throughputOf(settings.size.throughput.table)),
      ...(settings.keepTripsDays !== undefined && { timeToLiveAttribute: EXPIRY_ATTRIBUTE }),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: settings.stage === 'prod',
      removalPolicy: removalOf(settings),
      ...(encryption.dataKey === undefined
        ? { encryption: TableEncryption.AWS_MANAGED }
        : { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey: encryption.dataKey }),
    });
    for (const { name, partitionKey, sortKey, projected } of indexes) {
      this.addGlobalSecondaryIndex({
        indexName: name,
        partitionKey: { name: partitionKey, type: AttributeType.STRING },
        sortKey: { name: sortKey, type: AttributeType.STRING },
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: [...projected],
        ...(settings.size.throughput && throughputOf(settings.size.throughput.index)),
      });
    }
    this.encryptionOfStack = encryption;
    acknowledge(this, TABLE_REASONS);
  }

  /** Grants writing a trip's item, but no reading: a write returns the item as it was before. */
  grantUpdate(grantee: IGrantable): void {
    this.encryptionOfStack.grantUse(grantee);
    allow(grantee, ['dynamodb:UpdateItem'], [this.tableArn]);
  }

  /**
   * Grants reading or removing late-completion marks, but no trips.
   * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
   */
  grantLateMarkers(grantee: IGrantable, action: 'BatchGetItem' | 'DeleteItem'): void {
    if (action === 'BatchGetItem') this.encryptionOfStack.grantRead(grantee);
    else this.encryptionOfStack.grantUse(grantee);
    allow(grantee, [`dynamodb:${action}`], [this.tableArn], {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [lateMarkKey('*')] },
      // A request without keys would pass the condition above.
      Null: { 'dynamodb:LeadingKeys': 'false' },
    });
  }

  /** Grants reading how many partitions ends were written with and how many days trips are kept, but no trips. */
  grantPartitionCount(grantee: IGrantable): void {
    this.encryptionOfStack.grantRead(grantee);
    allow(grantee, ['dynamodb:GetItem'], [this.tableArn], {
      'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [PARTITION_COUNT_KEY] },
      Null: { 'dynamodb:LeadingKeys': 'false' },
    });
  }

  /** Grants reading when the table was created, and how large it is. */
  grantDescribe(grantee: IGrantable): void {
    allow(grantee, ['dynamodb:DescribeTable'], [this.tableArn]);
  }

  /** Grants querying the index of completed trips, and nothing else. */
  grantQueryCompletedTrips(grantee: IGrantable): void {
    this.encryptionOfStack.grantRead(grantee);
    allow(grantee, ['dynamodb:Query'], [`${this.tableArn}/index/${COMPLETED_TRIPS_INDEX.name}`]);
  }

  /** Grants scanning the table, but not its index. */
  grantScan(grantee: IGrantable): void {
    this.encryptionOfStack.grantRead(grantee);
    allow(grantee, ['dynamodb:Scan'], [this.tableArn]);
  }
}
