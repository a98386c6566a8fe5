import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

export interface NodeFunctionProps {
  /** The `<name>.lambda.ts` in `functions/`. */
  readonly name: string;
  readonly description: string;
  readonly environment: Readonly<Record<string, string>>;
  /** @default 60 seconds */
  readonly timeout?: Duration;
}

const PROJECT_ROOT = join(import.meta.dirname, '..', '..');

/**
 * A Lambda function from `functions/`: bundled to one ES module, on arm64 and Node 24, logging JSON to a group of its own,
 * with a role that may write to that group and nothing else until it is granted more.
 */
export class NodeFunction extends NodejsFunction {
  constructor(scope: Construct, id: string, { name, description, environment, timeout }: NodeFunctionProps) {
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    super(scope, id, {
      entry: join(PROJECT_ROOT, 'functions', `${name}.lambda.ts`),
      projectRoot: PROJECT_ROOT,
      depsLockFilePath: join(PROJECT_ROOT, 'package-lock.json'),
      description,
      environment: { ...environment, POWERTOOLS_SERVICE_NAME: name },
      timeout: timeout ?? Duration.seconds(60),
      memorySize: 512,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      loggingFormat: LoggingFormat.JSON,
      logGroup,
      role,
      bundling: {
        format: OutputFormat.ESM,
        target: 'node24',
        minify: true,
        // The runtime's own SDK changes without notice; the one in the lockfile is what was tested.
        bundleAwsSDK: true,
        // Smaller bundles start faster; the packages' ES modules are what esbuild can shake.
        mainFields: ['module', 'main'],
        // Some packages still call require() for Node's own modules, which an ES module does not have.
        banner: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);",
      },
    });
  }
}
