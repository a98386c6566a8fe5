import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { AWS_KEY_REASONS, acknowledge } from '../settings/acknowledged.ts';
import type { Settings } from '../settings/settings.ts';
import type { Encryption } from '../storage/encryption.ts';

export interface StageLogGroupProps {
  readonly settings: Settings;
  readonly encryption: Encryption;
  /** @default chosen by CloudFormation */
  readonly logGroupName?: string;
}

/**
 * A log group that keeps its logs for a month, or in `prod` for a year. It is deleted with a stack that is not `prod`.
 */
export class StageLogGroup extends LogGroup {
  constructor(
    scope: Construct,
    id: string,
    { settings: { stage }, encryption, logGroupName }: StageLogGroupProps,
  ) {
    super(scope, id, {
      retention: stage === 'prod' ? RetentionDays.ONE_YEAR : RetentionDays.ONE_MONTH,
      removalPolicy: stage === 'prod' ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
      ...(encryption.dataKey && { encryptionKey: encryption.dataKey }),
      ...(logGroupName !== undefined && { logGroupName }),
    });
    acknowledge(this, AWS_KEY_REASONS);
  }
}
