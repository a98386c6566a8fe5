import { CloudFormationClient, DescribeStacksCommand, type Output } from '@aws-sdk/client-cloudformation';
import { type AwsTarget, clientConfiguration, isNetworkError } from './aws-access.ts';
import { CommandError } from './command-error.ts';

/** What the deployed stack calls its parts, as far as the CLI uses them. */
export interface StackOutputs {
  readonly startStreamName: string;
  readonly endStreamName: string;
  readonly quarantineQueueUrl: string;
  readonly deadLetterQueueUrl: string;
  readonly metricsBucketName: string;
  readonly stateMachineArn: string;
  readonly auditStateMachineArn: string;
  /** IANA name of the time zone in which dates are counted. */
  readonly businessTimeZone: string;
}

/** The stages that infra/settings/settings.ts knows. */
export const STAGES = ['dev', 'prod'] as const;
export const DEFAULT_STAGE = 'dev';

/** The stack to talk to and where it is. */
export interface StackTarget extends AwsTarget {
  readonly stage?: (typeof STAGES)[number] | undefined;
  /** In place of the name that the stage's stack has. */
  readonly stack?: string | undefined;
}

const stackName = ({ stage = DEFAULT_STAGE, stack }: StackTarget): string => stack ?? `Tripstream-${stage}`;

const outputValue = (outputs: readonly Output[], key: string, stack: string): string => {
  const value = outputs.find(({ OutputKey }) => OutputKey === key)?.OutputValue;
  if (value === undefined) {
    throw new CommandError(
      `the stack ${stack} has no output ${key}: deploy this version with "npx cdk deploy"`,
    );
  }
  return value;
};

const explain = (error: unknown, target: StackTarget): unknown => {
  const { endpoint, profile, stage } = target;
  if (isNetworkError(error)) {
    const remedy =
      endpoint === undefined ? 'check the network' : 'is it running? ("npm run local" starts one)';
    return new CommandError(`cannot reach ${endpoint ?? 'AWS'}: ${remedy}`, { cause: error });
  }
  if (!Error.isError(error)) return error;
  if (/does not exist/.test(error.message)) {
    const context = stage === undefined || stage === DEFAULT_STAGE ? '' : ` -c stage=${stage}`;
    const deploy = `deploy it with "npx cdk deploy${context}", or name another with --stage or --stack`;
    const remedy = target.stack === undefined ? deploy : 'give the name and the region of one that is';
    return new CommandError(`there is no stack named ${stackName(target)}: ${remedy}`, { cause: error });
  }
  if (/region is missing/i.test(error.message)) {
    return new CommandError('no AWS region is set: give --region, or --endpoint for a local cloud', {
      cause: error,
    });
  }
  if (error.name === 'CredentialsProviderError') {
    const text =
      profile === undefined
        ? 'no AWS credentials were found: log in, or give --endpoint for a local cloud'
        : `the AWS profile ${profile} gives no credentials: log in, or name another with --profile`;
    return new CommandError(text, { cause: error });
  }
  return error;
};

/** Reads the outputs of the deployed stack. @throws {CommandError} when it cannot be reached, is not there or lacks one */
export const readStackOutputs = async (target: StackTarget): Promise<StackOutputs> => {
  const cloudFormation = new CloudFormationClient(clientConfiguration(target));
  const stack = stackName(target);
  try {
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: stack }));
    const outputs = Stacks?.[0]?.Outputs ?? [];
    const value = (key: string): string => outputValue(outputs, key, stack);
    return {
      startStreamName: value('TripStartStreamName'),
      endStreamName: value('TripEndStreamName'),
      quarantineQueueUrl: value('QuarantineQueueUrl'),
      deadLetterQueueUrl: value('DeadLetterQueueUrl'),
      metricsBucketName: value('MetricsBucketName'),
      stateMachineArn: value('DailyKpiStateMachineArn'),
      auditStateMachineArn: value('AuditStateMachineArn'),
      businessTimeZone: value('BusinessTimeZone'),
    };
  } catch (error) {
    throw explain(error, target);
  } finally {
    cloudFormation.destroy();
  }
};
