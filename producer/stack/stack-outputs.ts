import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CommandError, isNetworkError } from '../terminal/command-error.ts';
import { type AwsTarget, clientConfiguration } from './aws-access.ts';
import { fieldOf, textOf } from './json-field.ts';

/** The stages that infra/settings/settings.ts knows. */
export const STAGES = ['dev', 'prod'] as const;
export const DEFAULT_STAGE = 'dev';

/** The stack to talk to and where it is. */
export interface StackTarget extends AwsTarget {
  readonly stage?: (typeof STAGES)[number] | undefined;
  /** Its name, instead of the one that the stage implies. */
  readonly stack?: string | undefined;
}

export const stackName = ({ stage = DEFAULT_STAGE, stack }: StackTarget): string =>
  stack ?? `Tripstream-${stage}`;

const endpointOf = ({ endpoint = 'AWS' }: AwsTarget): string => endpoint;

/** Names of errors that the SDK throws for an answer that it could not read. */
const NAMELESS = new Set(['Error', 'SyntaxError', 'Unknown', 'UnknownError']);

/** What to do about a connection error, or about an endpoint that is not AWS. */
const endpointProblem = (error: unknown, target: AwsTarget): string | undefined => {
  const code = textOf(error, 'code') ?? '';
  const url = endpointOf(target);
  if (/^(EPROTO$|ERR_SSL|ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code))
    return `cannot reach ${url} over TLS (${code}): check its certificate, or use http:// instead of https://`;
  if (code.startsWith('HPE_')) return `${url} does not speak HTTP: check --endpoint`;
  if (!Error.isError(error) || error instanceof CommandError) return undefined;
  const unread = '$response' in error ? fieldOf(error.$response, 'statusCode') : undefined;
  const status = fieldOf(error, '$metadata', 'httpStatusCode') ?? unread;
  if (status === undefined) return undefined;
  return NAMELESS.has(error.name)
    ? `${url} answered ${status}, but not as AWS does: check --endpoint`
    : undefined;
};

/** What is wrong with the access to AWS and what to do about it, for an error that has a known remedy. */
export const accessRemedy = (error: unknown, { endpoint, profile }: AwsTarget): string | undefined => {
  const problem = endpointProblem(error, { endpoint });
  if (problem !== undefined) return problem;
  if (isNetworkError(error)) {
    const remedy =
      endpoint === undefined ? 'check the network' : 'is it running? ("npm run local" starts one)';
    return `cannot reach ${endpoint ?? 'AWS'}: ${remedy}`;
  }
  if (!Error.isError(error)) return undefined;
  if (/region is missing/i.test(error.message)) {
    return 'no AWS region is set: give --region, or --endpoint for a local cloud';
  }
  if (/^(ExpiredToken|RequestExpired|UnrecognizedClient)/.test(error.name))
    return 'the AWS credentials have expired or are wrong: log in again';
  if (error.name !== 'CredentialsProviderError') return undefined;
  return profile === undefined
    ? 'no AWS credentials were found: log in, or give --endpoint for a local cloud'
    : `the AWS profile ${profile} has no credentials: log in, or name another with --profile`;
};

/** What to do about an error from DescribeStacks, if it has a known remedy. */
const explanation = (error: unknown, target: StackTarget): string | undefined => {
  const { stage } = target;
  if (!Error.isError(error) || !/does not exist/.test(error.message)) return accessRemedy(error, target);
  const context = stage === undefined || stage === DEFAULT_STAGE ? '' : ` -c stage=${stage}`;
  const deploy = `deploy it with "npx cdk deploy${context}", or name another with --stage or --stack`;
  const remedy = target.stack === undefined ? deploy : 'give the name and the region of a stack that exists';
  return `there is no stack named ${stackName(target)}: ${remedy}`;
};

/** @throws {CommandError} when the stack cannot be reached, does not exist or lacks the output asked for */
export const readOutputs = async (target: StackTarget) => {
  const cloudFormation = new CloudFormationClient(clientConfiguration(target));
  const stack = stackName(target);
  try {
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: stack }));
    if (Stacks?.[0] === undefined)
      throw new CommandError(
        `${endpointOf(target)} answered, but not as CloudFormation does: check --endpoint`,
      );
    const outputs = new Map(
      Stacks[0].Outputs?.map(({ OutputKey = '', OutputValue }) => [OutputKey, OutputValue]),
    );
    const value = (key: string): string => {
      const found = outputs.get(key);
      if (found !== undefined) return found;
      throw new CommandError(
        `the stack ${stack} has no output ${key}: deploy this version with "npx cdk deploy"`,
      );
    };
    return { keys: [...outputs.keys()], value };
  } catch (error) {
    const text = explanation(error, target);
    throw text === undefined ? error : new CommandError(text, { cause: error });
  } finally {
    cloudFormation.destroy();
  }
};

/** The outputs that most commands use. */
export const pickOutputs = (value: (key: string) => string) => ({
  startStreamName: value('TripStartStreamName'),
  endStreamName: value('TripEndStreamName'),
  tripsTableName: value('TripsTableName'),
  quarantineQueueUrl: value('QuarantineQueueUrl'),
  deadLetterQueueUrl: value('DeadLetterQueueUrl'),
  metricsBucketName: value('MetricsBucketName'),
  stateMachineArn: value('DailyKpiStateMachineArn'),
  auditStateMachineArn: value('AuditStateMachineArn'),
  /** IANA name of the time zone in which dates are counted. */
  businessTimeZone: value('BusinessTimeZone'),
});

export type StackOutputs = Readonly<ReturnType<typeof pickOutputs>>;

/** @throws as `readOutputs` */
export const readStackOutputs = async (target: StackTarget): Promise<StackOutputs> =>
  pickOutputs((await readOutputs(target)).value);
