import { statSync } from 'node:fs';
import path from 'node:path';
import { REGION } from '../../values/account.ts';

/** What the local cloud needs to know about an AWS::Lambda::Function; `codeDir` is the unpacked bundle. */
export interface FunctionDefinition {
  readonly name: string;
  readonly arn: string;
  readonly codeDir: string;
  /** `<file without extension>.<export>`, e.g. `index.handler`. */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  /** @default `/aws/lambda/<name>` */
  readonly logGroupName?: string | undefined;
}

/** The only version: nothing here publishes others. */
export const FUNCTION_VERSION = '$LATEST';

// https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html and configuration-timeout.html
const MEMORY_MB = { least: 128, most: 10_240 };
const TIMEOUT_SECONDS = { least: 1, most: 900 };

/** @throws {Error} one line that names the function and the setting that AWS would refuse, too. */
export const assertDeployable = (definition: FunctionDefinition): void => {
  const { name, codeDir, handler, memoryMb, timeoutSeconds } = definition;
  const refuse = (problem: string): never => {
    throw new Error(`Lambda function ${name}: ${problem}`);
  };
  if (!statSync(codeDir, { throwIfNoEntry: false })?.isDirectory()) {
    refuse(`its code directory ${path.resolve(codeDir)} does not exist; run the synth again.`);
  }
  if (!/^[^.]+\.[^.]/.test(path.basename(handler))) {
    refuse(`its handler "${handler}" is not of the form file.export.`);
  }
  if (memoryMb < MEMORY_MB.least || memoryMb > MEMORY_MB.most) {
    refuse(`its memory of ${memoryMb} MB is not within ${MEMORY_MB.least} to ${MEMORY_MB.most} MB.`);
  }
  if (timeoutSeconds < TIMEOUT_SECONDS.least || timeoutSeconds > TIMEOUT_SECONDS.most) {
    refuse(
      `its timeout of ${timeoutSeconds} s is not within ${TIMEOUT_SECONDS.least} to ${TIMEOUT_SECONDS.most} s.`,
    );
  }
};

/**
 * Every variable that the function sees: the template's, then what Lambda itself sets
 * (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime),
 * then the endpoint of the local cloud. None of the host's own variables.
 */
export const environmentVariables = (
  definition: FunctionDefinition,
  logStreamName: string,
  endpointUrl: string,
  tempDir?: string,
): Record<string, string> => ({
  ...definition.environment,
  _HANDLER: definition.handler,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_DEFAULT_REGION: REGION,
  AWS_ENDPOINT_URL: endpointUrl,
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMb),
  AWS_LAMBDA_FUNCTION_NAME: definition.name,
  AWS_LAMBDA_FUNCTION_VERSION: FUNCTION_VERSION,
  AWS_LAMBDA_LOG_GROUP_NAME: logGroupOf(definition),
  AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
  AWS_REGION: REGION,
  AWS_SECRET_ACCESS_KEY: 'local',
  LAMBDA_TASK_ROOT: path.resolve(definition.codeDir),
  LANG: 'en_US.UTF-8',
  ...(tempDir !== undefined && { TMPDIR: tempDir }),
  PATH: '/usr/local/bin:/usr/bin:/bin',
  TZ: 'UTC',
});

/**
 * The name that a function uses for itself: the service name that Powertools logs. Its name on AWS is usually another.
 */
export const ownNameOf = ({ name, environment }: FunctionDefinition): string =>
  environment.POWERTOOLS_SERVICE_NAME ?? name;

/** The log group that a function writes to. */
export const logGroupOf = ({ name, logGroupName }: FunctionDefinition): string =>
  logGroupName ?? `/aws/lambda/${name}`;
