import { Stack } from 'aws-cdk-lib';
import { type Grant, type IGrantable, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { allow, removalOf } from '../settings/policies.ts';
import type { Settings } from '../settings/settings.ts';

/** The actions for reading and writing data under a key of the account. Nobody is granted management of the key. */
const USE_OF_A_KEY = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

/**
 * The keys of a deployment. Data is encrypted with AWS's keys or, with `kms=customer`, with one key of this account.
 * The alerts topic always has a key of this account: alarms cannot publish to a topic under AWS's key.
 */
export class Encryption extends Construct {
  /** Encrypts streams, table, queues, bucket and logs; undefined if AWS's keys do. */
  readonly dataKey: Key | undefined;
  readonly topicKey: Key;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    const key = (name: string, description: string) =>
      new Key(this, name, { description, enableKeyRotation: true, removalPolicy: removalOf(settings) });
    this.topicKey = key('TopicKey', 'Tripstream alerts');
    const { account } = Stack.of(this);
    this.topicKey.addToResourcePolicy(
      publishing('cloudwatch.amazonaws.com', { StringEquals: { 'aws:SourceAccount': account } }),
    );
    // EventBridge names no source when it uses a key, so a condition on the source would shut it out:
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-troubleshooting.html
    this.topicKey.addToResourcePolicy(publishing('events.amazonaws.com'));
    if (settings.kms === 'customer') {
      this.dataKey = key('DataKey', 'Tripstream data');
      this.dataKey.addToResourcePolicy(logging(Stack.of(this)));
    }
  }

  /** Grants reading what the data key encrypts, but no writing. */
  grantRead(grantee: IGrantable): Grant[] {
    return this.allowDataKey(grantee, ['kms:Decrypt', 'kms:DescribeKey']);
  }

  /** Grants reading and writing what the data key encrypts. Grants nothing if AWS's keys encrypt the data. */
  grantUse(grantee: IGrantable): Grant[] {
    return this.allowDataKey(grantee, USE_OF_A_KEY);
  }

  private allowDataKey(grantee: IGrantable, actions: string[]): Grant[] {
    return this.dataKey === undefined ? [] : [allow(grantee, actions, [this.dataKey.keyArn])];
  }
}

/** In a key's policy, `*` is the key itself. https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html */
const THIS_KEY = ['*'];

/** Services that publish on the account's behalf have to be named in the policy of the topic's key. */
const publishing = (service: string, conditions: Record<string, unknown> = {}): PolicyStatement =>
  new PolicyStatement({
    conditions,
    principals: [new ServicePrincipal(service)],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: THIS_KEY,
  });

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html */
const logging = ({ partition, region, account }: Stack): PolicyStatement =>
  new PolicyStatement({
    principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
    actions: USE_OF_A_KEY,
    resources: THIS_KEY,
    conditions: {
      ArnLike: {
        'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:log-group:*`,
      },
    },
  });
