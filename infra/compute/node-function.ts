import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AssetHashType, DockerImage, Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { ENVIRONMENT } from '../../functions/contracts/agreed.ts';
import {
  acknowledge,
  FUNCTION_REASONS,
  INLINE_POLICY_REASONS,
  TRACING_REASONS,
} from '../settings/acknowledged.ts';
import type { Settings } from '../settings/settings.ts';
import type { Encryption } from '../storage/encryption.ts';
import { bundleOf, PROJECT_ROOT } from './bundle.ts';
import { StageLogGroup } from './stage-log-group.ts';

export interface NodeFunctionProps {
  /** Its folder in `functions/`. */
  readonly subsystem: 'intake' | 'daily-kpi' | 'audit';
  /** The `<name>` of its `<name>.lambda.ts` in that folder. */
  readonly name: string;
  readonly description: string;
  readonly environment: Readonly<Partial<Record<keyof typeof ENVIRONMENT, string | number | undefined>>>;
  /** @default 60 seconds */
  readonly timeout?: Duration;
  /** @default four fifths of the timeout */
  readonly slowAfter?: Duration;
}

/** The CloudWatch namespace of the metrics that a stage's functions emit. */
export const metricsNamespace = ({ stage }: Settings): string => `Tripstream/${stage}`;

/** The five-minute sum of a metric that a function emits. */
export const emittedBy = (settings: Settings, service: string, metricName: string): Metric =>
  new Metric({
    namespace: metricsNamespace(settings),
    metricName,
    dimensionsMap: { service },
    statistic: 'sum',
    period: Duration.minutes(5),
  });

const variablesOf = (environment: Readonly<Record<string, string | number | undefined>>) =>
  Object.fromEntries(
    Object.entries(ENVIRONMENT)
      .filter(([key]) => environment[key] !== undefined)
      .map(([key, name]) => [name, String(environment[key])]),
  );

/** Replaces CDK's own NodejsFunction, which starts npx and esbuild for each function, one after the other. */
const bundledCode = (entry: string): Code =>
  Code.fromAsset(PROJECT_ROOT, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      local: {
        tryBundle: (outputDir) => {
          for (const { path, contents } of bundleOf(entry)) writeFileSync(join(outputDir, path), contents);
          return true;
        },
      },
      // CDK treats two assets as the same one if their source and these options are equal. No image ever runs.
      command: [entry],
      image: DockerImage.fromRegistry('none'),
    },
  });

/**
 * A Lambda function from `functions/`: bundled to one ES module, on arm64 and Node 24, traced, with JSON logs in its
 * own log group. Its role may write to that group and trace; everything else has to be granted.
 */
export class NodeFunction extends LambdaFunction {
  /** Its name in `functions/`: the `service` of its logs and metrics. */
  readonly serviceName: string;
  readonly slowAfter: Duration;

  constructor(
    scope: Construct,
    id: string,
    settings: Settings,
    encryption: Encryption,
    props: NodeFunctionProps,
  ) {
    const { subsystem, name, description, environment, timeout = Duration.seconds(60) } = props;
    const logGroup = new StageLogGroup(scope, `${id}Logs`, settings, encryption);
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    super(scope, id, {
      code: bundledCode(`functions/${subsystem}/${name}.lambda.ts`),
      handler: 'index.handler',
      description,
      environment: {
        ...variablesOf(environment),
        POWERTOOLS_SERVICE_NAME: name,
        POWERTOOLS_METRICS_NAMESPACE: metricsNamespace(settings),
      },
      timeout,
      memorySize: 512,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      tracing: Tracing.ACTIVE,
      loggingFormat: LoggingFormat.JSON,
      logGroup,
      role,
    });
    this.serviceName = name;
    this.slowAfter = props.slowAfter ?? Duration.millis(timeout.toMilliseconds() * 0.8);
    acknowledge(this, FUNCTION_REASONS);
    acknowledge(role, { ...INLINE_POLICY_REASONS, ...TRACING_REASONS });
  }
}
