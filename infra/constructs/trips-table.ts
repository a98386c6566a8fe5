import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, ProjectionType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { COMPLETED_TRIPS_INDEX } from '../../functions/domain/trip.ts';
import type { Settings } from '../settings.ts';
import type { Encryption } from './encryption.ts';

/** The table of trips, one item each, with the sparse index that holds exactly the completed ones. */
export class TripsTable extends TableV2 {
  private readonly encryptionOfStack: Encryption;

  constructor(scope: Construct, id: string, settings: Settings, encryption: Encryption) {
    const isProduction = settings.stage === 'prod';
    super(scope, id, {
      partitionKey: { name: 'trip_id', type: AttributeType.STRING },
      billing: Billing.onDemand(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: isProduction,
      removalPolicy: isProduction ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      encryption:
        encryption.dataKey === undefined
          ? TableEncryptionV2.awsManagedKey()
          : TableEncryptionV2.customerManagedKey(encryption.dataKey),
      globalSecondaryIndexes: [
        {
          indexName: COMPLETED_TRIPS_INDEX.name,
          partitionKey: { name: COMPLETED_TRIPS_INDEX.partitionKey, type: AttributeType.STRING },
          sortKey: { name: COMPLETED_TRIPS_INDEX.sortKey, type: AttributeType.STRING },
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: [...COMPLETED_TRIPS_INDEX.projected],
        },
      ],
    });
    this.encryptionOfStack = encryption;
  }

  /** To write a trip's item, without reading any. */
  grantUpdate(grantee: IGrantable): void {
    this.encryptionOfStack.grantUse(grantee);
    Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:UpdateItem'],
      resourceArns: [this.tableArn],
    });
  }

  /** To query the completed trips, and nothing but their index. */
  grantQueryCompletedTrips(grantee: IGrantable): void {
    this.encryptionOfStack.grantUse(grantee);
    Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:Query'],
      resourceArns: [`${this.tableArn}/index/${COMPLETED_TRIPS_INDEX.name}`],
    });
  }
}
