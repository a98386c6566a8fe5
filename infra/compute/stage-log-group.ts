import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { AWS_KEY_REASONS, acknowledge } from '../settings/acknowledged.ts';
import { removalOf } from '../settings/policies.ts';
import type { Settings } from '../settings/settings.ts';
import type { Encryption } from '../storage/encryption.ts';

/**
 * A log group that keeps its logs for a month, or in `prod` for a year. CloudFormation chooses a name if none is given.
 */
export class StageLogGroup extends LogGroup {
  constructor(
    scope: Construct,
    id: string,
    settings: Settings,
    { dataKey }: Encryption,
    logGroupName?: string,
  ) {
    super(scope, id, {
      retention: settings.stage === 'prod' ? RetentionDays.ONE_YEAR : RetentionDays.ONE_MONTH,
      removalPolicy: removalOf(settings),
      encryptionKey: dataKey,
      logGroupName,
    });
    acknowledge(this, AWS_KEY_REASONS);
  }
}
