import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Counts the deliveries of each record in the table and sends what it saw to the queue. Invoked with anything but a
 * batch, it echoes the event and logs its `log`. It speaks AWS JSON over fetch, so the asset needs no bundling.
 */
const HANDLER = `
const call = async (target, input) => {
  const service = target.startsWith('Dynamo') ? 'dynamodb' : 'sqs';
  const response = await fetch(process.env.AWS_ENDPOINT_URL, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': target,
      'x-amz-date': '20240525T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20240525/us-east-1/' + service + '/aws4_request, ' +
        'SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify(input),
  });
  if (!response.ok) throw new Error(target + ' answered ' + response.status + ' ' + (await response.text()));
};

export const handler = async (event) => {
  if (event.log) console.log(event.log);
  if (!Array.isArray(event)) return { echo: event };
  for (const record of event) {
    const id = Buffer.from(record.data, 'base64').toString();
    console.log('received', id);
    await call('DynamoDB_20120810.UpdateItem', {
      TableName: process.env.TABLE_NAME,
      Key: { id: { S: id } },
      UpdateExpression: 'ADD deliveries :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    });
    await call('AmazonSQS.SendMessage', { QueueUrl: process.env.QUEUE_URL, MessageBody: id });
  }
  return { batchItemFailures: [] };
};
`;

const STATE_MACHINE = {
  StartAt: 'Ask the echo',
  TimeoutSeconds: 3600,
  States: {
    'Ask the echo': {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: '$' + '{EchoArn}', 'Payload.$': '$' },
      OutputPath: '$.Payload',
      End: true,
    },
  },
};

/** A stack with one of each type that the local cloud runs; `overrides` replaces resources by logical id. */
export const tinyResources = (overrides: object = {}): object => ({
  Events: { Type: 'AWS::Kinesis::Stream', Properties: { ShardCount: 1 } },
  Table: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    },
  },
  DeadLetters: { Type: 'AWS::SQS::Queue' },
  Seen: {
    Type: 'AWS::SQS::Queue',
    Properties: {
      RedrivePolicy: {
        deadLetterTargetArn: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] },
        maxReceiveCount: 3,
      },
    },
  },
  Files: { Type: 'AWS::S3::Bucket' },
  Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } },
  Recorder: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: { S3Bucket: { 'Fn::Sub': 'assets-$' + '{AWS::Region}' }, S3Key: 'recorder.zip' },
      Handler: 'index.handler',
      Runtime: `nodejs${process.versions.node.split('.')[0]}.x`,
      Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
      Timeout: 10,
      Environment: { Variables: { TABLE_NAME: { Ref: 'Table' }, QUEUE_URL: { Ref: 'Seen' } } },
    },
  },
  Delivery: {
    Type: 'AWS::Pipes::Pipe',
    Properties: {
      RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
      Source: { 'Fn::GetAtt': ['Events', 'Arn'] },
      Target: { 'Fn::GetAtt': ['Recorder', 'Arn'] },
      SourceParameters: {
        KinesisStreamParameters: {
          StartingPosition: 'TRIM_HORIZON',
          BatchSize: 10,
          MaximumRetryAttempts: 2,
          DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] } },
        },
      },
    },
  },
  Echo: {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: {
      DefinitionS3Location: { Bucket: 'assets', Key: 'echo.json' },
      DefinitionSubstitutions: { EchoArn: { 'Fn::GetAtt': ['Recorder', 'Arn'] } },
      RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
    },
  },
  // So late that it disturbs no test that does not move its clock.
  Once: {
    Type: 'AWS::Scheduler::Schedule',
    Properties: {
      ScheduleExpression: 'cron(30 2 1 1 ? 2199)',
      ScheduleExpressionTimezone: 'America/New_York',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: 'arn:aws:scheduler:::aws-sdk:sfn:startExecution',
        RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
        Input: { 'Fn::Sub': '{"StateMachineArn":"$' + '{Echo}"}' },
      },
    },
  },
  ...overrides,
});

/** Lets all clouds of this Jest run share what they have compiled. */
const shareCompiled = (assemblyDir: string): void => {
  const link = path.join(assemblyDir, '.local-cloud');
  const runDir = process.env.TRIPSTREAM_TEST_RUN_DIR;
  if (runDir === undefined || existsSync(link)) return;
  const shared = path.join(runDir, 'local-cloud');
  mkdirSync(shared, { recursive: true });
  symlinkSync(shared, link);
};

/** Writes a cloud assembly as `cdk synth` would for a stack of these resources. */
export const writeTinyAssembly = (dir: string, resources: object = tinyResources()): void => {
  const writeJson = (file: string, document: unknown): void =>
    writeFileSync(path.join(dir, file), JSON.stringify(document));
  const asset = (source: string, objectKey: string): object => ({
    source: { path: source },
    destinations: { here: { bucketName: 'assets', objectKey } },
  });
  mkdirSync(path.join(dir, 'asset.recorder'), { recursive: true });
  shareCompiled(dir);
  writeFileSync(path.join(dir, 'asset.recorder', 'index.mjs'), HANDLER);
  writeJson('asset.echo.json', STATE_MACHINE);
  writeJson('Tiny.template.json', {
    Resources: resources,
    Outputs: {
      StreamName: { Value: { Ref: 'Events' } },
      TableName: { Value: { Ref: 'Table' } },
      QueueUrl: { Value: { Ref: 'Seen' } },
      BucketName: { Value: { Ref: 'Files' } },
      StateMachineArn: { Value: { Ref: 'Echo' } },
    },
  });
  writeJson('Tiny.assets.json', {
    files: {
      recorder: asset('asset.recorder', 'recorder.zip'),
      echo: asset('asset.echo.json', 'echo.json'),
    },
  });
  writeJson('manifest.json', {
    version: '55.0.0',
    artifacts: {
      Tiny: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Tiny.template.json' } },
      'Tiny.assets': { type: 'cdk:asset-manifest', properties: { file: 'Tiny.assets.json' } },
    },
  });
};
