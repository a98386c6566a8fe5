import { statSync } from 'node:fs';
import { fields, honoured, ignored, only } from '../../template/property-rules.ts';
import { labelOf } from '../../template/resource.ts';
import { arn } from '../../values/account.ts';
import { Refusal } from '../../values/refusal.ts';
import { propertyReader } from './property-values.ts';
import type { ResourceType } from './resource-type.ts';

/** Functions run on the Node that runs the local cloud. */
const RUNTIME = `nodejs${process.versions.node.split('.')[0]}.x`;

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
const DEFAULT_TIMEOUT_SECONDS = 3;
const DEFAULT_MEMORY_MB = 128;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html */
export const lambdaFunction: ResourceType = {
  rules: {
    FunctionName: honoured,
    Code: fields({ S3Bucket: ignored('assets are read from the cloud assembly'), S3Key: honoured }),
    Handler: honoured,
    Runtime: only([RUNTIME], 'functions run on the Node that runs the local cloud'),
    PackageType: only(['Zip'], 'there are no containers'),
    Environment: fields({ Variables: honoured }),
    Timeout: honoured,
    MemorySize: honoured,
    Layers: only([[]], 'there are no layers; bundle the code instead'),
    Role: ignored('permissions are not checked'),
    Architectures: ignored('functions run on the architecture of this machine'),
    EphemeralStorage: ignored('/tmp is on the disk of this machine'),
    LoggingConfig: fields({
      LogGroup: honoured,
      LogFormat: ignored('log lines are kept as they are written'),
      ApplicationLogLevel: ignored('log lines are kept as they are written'),
      SystemLogLevel: ignored('there are no platform log lines'),
    }),
    TracingConfig: ignored('there is no tracing'),
    RuntimeManagementConfig: ignored('functions run on the Node that runs the local cloud'),
    RecursiveLoop: ignored('loops are not detected'),
    KmsKeyArn: ignored('nothing is encrypted at rest'),
    Description: ignored('it is for people'),
    Tags: ignored('tags are not kept'),
  },
  naming: { property: 'FunctionName', maxLength: 64 },
  identify: (name) => ({ ref: name, attributes: { Arn: arn('lambda', `function:${name}`) } }),
  create: (resource, { assetPath, createFunction }) => {
    const properties = propertyReader(labelOf(resource), resource.properties);
    const codeDir = assetPath(properties.text('Code.S3Key'));
    if (!statSync(codeDir).isDirectory()) {
      throw new Refusal(`${labelOf(resource)}: its code ${codeDir} is not a directory of files`);
    }
    createFunction({
      name: resource.name,
      arn: String(resource.identity.attributes.Arn),
      codeDir,
      handler: properties.text('Handler'),
      environment: Object.fromEntries(
        Object.entries(properties.object('Environment.Variables')).map(([name, value]) => [
          name,
          String(value),
        ]),
      ),
      timeoutSeconds: properties.optionalNumber('Timeout') ?? DEFAULT_TIMEOUT_SECONDS,
      logGroupName: properties.optionalText('LoggingConfig.LogGroup'),
      memoryMb: properties.optionalNumber('MemorySize') ?? DEFAULT_MEMORY_MB,
    });
  },
};
