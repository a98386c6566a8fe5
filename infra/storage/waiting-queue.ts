import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from '../settings/acknowledged.ts';
import { removalOf } from '../settings/policies.ts';
import type { Settings } from '../settings/settings.ts';
import type { Encryption } from './encryption.ts';

/** A queue in which messages wait for a person, for 14 days: the longest that SQS keeps a message. */
export class WaitingQueue extends Queue {
  constructor(scope: Construct, id: string, settings: Settings, { dataKey }: Encryption) {
    super(scope, id, {
      removalPolicy: removalOf(settings),
      retentionPeriod: Duration.days(14),
      enforceSSL: true,
      ...(dataKey === undefined
        ? { encryption: QueueEncryption.SQS_MANAGED }
        : { encryption: QueueEncryption.KMS, encryptionMasterKey: dataKey }),
    });
    acknowledge(this, {
      'AwsSolutions::AwsSolutions-SQS3':
        'This queue holds the messages that nothing could handle. Only people read it, so it needs no dead-letter queue of its own.',
    });
  }
}
