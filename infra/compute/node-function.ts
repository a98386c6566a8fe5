import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Construct } from 'constructs';
import {
  acknowledge,
  FUNCTION_REASONS,
  INLINE_POLICY_REASONS,
  TRACING_REASONS,
} from '../settings/acknowledged.ts';
import type { Settings } from '../settings/settings.ts';
import type { Encryption } from '../storage/encryption.ts';
import { StageLogGroup } from './stage-log-group.ts';

export interface NodeFunctionProps {
  readonly settings: Settings;
  readonly encryption: Encryption;
  /** The folder of `functions/` that holds it. */
  readonly subsystem: 'intake' | 'daily-kpi' | 'audit';
  /** Its `<name>.lambda.ts` in that folder. */
  readonly name: string;
  readonly description: string;
  readonly environment: Readonly<Record<string, string>>;
  /** @default 60 seconds */
  readonly timeout?: Duration;
}

const PROJECT_ROOT = join(import.meta.dirname, '..', '..');

/** The CloudWatch namespace of the metrics that a stage's functions emit. */
export const metricsNamespace = ({ stage }: Settings): string => `Tripstream/${stage}`;

/**
 * A Lambda function from `functions/`: bundled to one ES module, on arm64 and Node 24, traced, logging JSON to a group of
 * its own, with a role that may write to that group, trace, and nothing else until it is granted more.
 */
export class NodeFunction extends NodejsFunction {
  /** Its name in `functions/`: the `service` of its logs and metrics. */
  readonly serviceName: string;

  constructor(scope: Construct, id: string, props: NodeFunctionProps) {
    const { settings, encryption, subsystem, name, description, environment, timeout } = props;
    const logGroup = new StageLogGroup(scope, `${id}Logs`, { settings, encryption });
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    super(scope, id, {
      entry: join(PROJECT_ROOT, 'functions', subsystem, `${name}.lambda.ts`),
      projectRoot: PROJECT_ROOT,
      depsLockFilePath: join(PROJECT_ROOT, 'package-lock.json'),
      description,
      environment: {
        ...environment,
        POWERTOOLS_SERVICE_NAME: name,
        POWERTOOLS_METRICS_NAMESPACE: metricsNamespace(settings),
      },
      timeout: timeout ?? Duration.seconds(60),
      memorySize: 512,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      tracing: Tracing.ACTIVE,
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
    this.serviceName = name;
    acknowledge(this, FUNCTION_REASONS);
    acknowledge(role, { ...INLINE_POLICY_REASONS, ...TRACING_REASONS });
  }
}
