import { Duration } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { AWS_KEY_REASONS, acknowledge, BUCKET_REASONS } from '../settings/acknowledged.ts';
import { removalOf } from '../settings/policies.ts';
import type { Settings } from '../settings/settings.ts';
import type { Encryption } from './encryption.ts';

/** Longer than the 14 days for which the queue keeps the message that names the payload. */
const LARGE_PAYLOAD_RETENTION = Duration.days(30);

/** The metrics bucket, versioned and private, and the bucket for its access logs. */
export class MetricsBucket extends Construct {
  readonly bucket: Bucket;
  readonly accessLogs: Bucket;

  constructor(scope: Construct, id: string, settings: Settings, { dataKey }: Encryption) {
    super(scope, id);
    const closed = {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      removalPolicy: removalOf(settings),
    };
    this.accessLogs = new Bucket(this, 'AccessLogs', {
      ...closed,
      // The log delivery service cannot write under a key of this account.
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ expiration: Duration.days(90), noncurrentVersionExpiration: Duration.days(7) }],
    });
    this.bucket = new Bucket(this, 'Files', {
      ...closed,
      serverAccessLogsBucket: this.accessLogs,
      lifecycleRules: [
        {
          prefix: 'quarantine/',
          expiration: LARGE_PAYLOAD_RETENTION,
          noncurrentVersionExpiration: Duration.days(1),
        },
      ],
      ...(dataKey === undefined
        ? { encryption: BucketEncryption.S3_MANAGED }
        : { encryption: BucketEncryption.KMS, encryptionKey: dataKey, bucketKeyEnabled: true }),
    });
    acknowledge(this, { ...AWS_KEY_REASONS, ...BUCKET_REASONS });
  }
}
