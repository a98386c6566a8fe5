// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the placeholders of templates and definitions
import { describe, expect, test } from '@jest/globals';
import { planStack } from '../../../local/stack/plan.ts';
import { parseTemplate } from '../../../local/template/template.ts';

const ENDPOINT = 'http://127.0.0.1:4566';
const plan = (resources: object, rest: object = {}) =>
  planStack(
    {
      stackName: 'Shop',
      template: parseTemplate({ Resources: resources, ...rest }, 'Shop.template.json'),
      assetPath: (key) => `/assets/${key}`,
      cacheDir: '/cache',
    },
    ENDPOINT,
  );
const resource = (type: string, properties: object = {}) => ({ Type: type, Properties: properties });

const functionProperties = {
  Code: { S3Bucket: 'b', S3Key: 'abc.zip' },
  Handler: 'index.handler',
  Runtime: `nodejs${process.versions.node.split('.')[0]}.x`,
  Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
};

describe('names and identities', () => {
  test('what the template leaves unnamed is called <stack>-<logical id>, legal for its service', () => {
    const { resources } = plan({
      Uploads: resource('AWS::S3::Bucket'),
      Trips: resource('AWS::Kinesis::Stream', { ShardCount: 1 }),
      Named: resource('AWS::SQS::Queue', { QueueName: { 'Fn::Sub': '${AWS::StackName}_dlq' } }),
      [`Fn${'x'.repeat(80)}`]: resource('AWS::Lambda::Function'),
    });
    const names = resources.map(({ name }) => name);
    expect(names.slice(0, 3)).toEqual(['shop-uploads', 'Shop-Trips', 'Shop_dlq']);
    expect(names[3]).toHaveLength(64);
  });

  test('Ref and attributes are those of AWS, and outputs see them', () => {
    const { outputs } = plan(
      {
        Queue: resource('AWS::SQS::Queue'),
        Bucket: resource('AWS::S3::Bucket'),
        Table: resource('AWS::DynamoDB::Table'),
        Role: resource('AWS::IAM::Role', { AssumeRolePolicyDocument: {} }),
        Function: resource('AWS::Lambda::Function', functionProperties),
        Machine: resource('AWS::StepFunctions::StateMachine'),
      },
      {
        Outputs: {
          QueueUrl: { Value: { Ref: 'Queue' } },
          BucketArn: { Value: { 'Fn::GetAtt': ['Bucket', 'Arn'] } },
          TableName: { Value: { Ref: 'Table' } },
          RoleArn: { Value: { 'Fn::GetAtt': ['Role', 'Arn'] } },
          FunctionArn: { Value: { 'Fn::GetAtt': 'Function.Arn' } },
          MachineArn: { Value: { Ref: 'Machine' } },
        },
      },
    );
    expect(outputs).toEqual({
      QueueUrl: 'http://127.0.0.1:4566/000000000000/Shop-Queue',
      BucketArn: 'arn:aws:s3:::shop-bucket',
      TableName: 'Shop-Table',
      RoleArn: 'arn:aws:iam::000000000000:role/Shop-Role',
      FunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:Shop-Function',
      MachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:Shop-Machine',
    });
  });

  test('two resources with one name are refused', () => {
    const named = resource('AWS::SQS::Queue', { QueueName: 'same' });
    expect(() => plan({ A: named, B: named })).toThrow('B (AWS::SQS::Queue): has the same name as A: same');
  });

  test.each(['Conditions', 'Mappings', 'Transform'])('a template with %s is refused', (section) => {
    expect(() => plan({}, { [section]: {} })).toThrow(
      `Shop.template.json: the local cloud does not read ${section}; remove it to run locally`,
    );
  });
});

describe('what is not run', () => {
  test('types known as harmless are listed with their reason', () => {
    const { resources, inert } = plan({
      Role: resource('AWS::IAM::Role'),
      Catalogue: resource('AWS::Glue::Database', {
        Owner: { 'Fn::GetAtt': ['Role', 'Arn'] },
      }),
    });
    expect(resources).toEqual([]);
    expect(inert.map(({ logicalId, reason }) => [logicalId, reason])).toEqual([
      ['Role', 'permissions are not checked: only AWS knows every policy that applies'],
      ['Catalogue', 'there is no query engine for the bucket: Athena runs only in AWS'],
    ]);
  });

  test('a known custom resource takes its provider function with it', () => {
    const { resources, inert } = plan({
      Provider: resource('AWS::Lambda::Function', { ...functionProperties, Role: 'r', MysteryProperty: 1 }),
      Empty: resource('Custom::S3AutoDeleteObjects', { ServiceToken: { 'Fn::GetAtt': ['Provider', 'Arn'] } }),
    });
    expect(resources).toEqual([]);
    expect(inert.map(({ logicalId }) => logicalId)).toEqual(['Provider', 'Empty']);
  });
});

describe('the wall refuses', () => {
  test.each([
    [
      'an unknown type',
      'AWS::Lambda::EventSourceMapping',
      {},
      /does not know the resource type AWS::Lambda::Event/,
    ],
    ['an unknown custom resource', 'Custom::Seed', {}, /does not know the resource type Custom::Seed/],
    [
      'an unknown property',
      'AWS::Kinesis::Stream',
      { Speed: 9 },
      /does not know the property Speed, which could/,
    ],
    [
      'an unknown nested property',
      'AWS::Pipes::Pipe',
      { SourceParameters: { KinesisStreamParameters: { Jitter: 1 } } },
      /does not know the property SourceParameters\.KinesisStreamParameters\.Jitter/,
    ],
    [
      'a filter on a pipe',
      'AWS::Pipes::Pipe',
      { SourceParameters: { FilterCriteria: { Filters: [{ Pattern: '{}' }] } } },
      /SourceParameters\.FilterCriteria is .* records are not filtered/,
    ],
    ['an input template', 'AWS::Pipes::Pipe', { TargetParameters: { InputTemplate: 'x' } }, /InputTemplate/],
    ['an enrichment', 'AWS::Pipes::Pipe', { Enrichment: 'arn' }, /property Enrichment/],
    [
      'keys that do not choose the shard',
      'AWS::Kinesis::Stream',
      { RecordDistributionStrategy: 'AUTO' },
      /AUTO/,
    ],
    [
      'a FIFO queue',
      'AWS::SQS::Queue',
      { FifoQueue: true },
      /FifoQueue is true, locally it can only be false/,
    ],
    ['a table stream', 'AWS::DynamoDB::Table', { StreamSpecification: {} }, /property StreamSpecification/],
    [
      'a local index',
      'AWS::DynamoDB::Table',
      { LocalSecondaryIndexes: [] },
      /does not know the property LocalSecondaryIndexes/,
    ],
    [
      'a global table',
      'AWS::DynamoDB::GlobalTable',
      {},
      /does not know the resource type AWS::DynamoDB::GlobalT/,
    ],
    [
      'bucket notifications',
      'AWS::S3::Bucket',
      { NotificationConfiguration: {} },
      /NotificationConfiguration/,
    ],
    [
      'a layer',
      'AWS::Lambda::Function',
      { Layers: ['arn'] },
      /Layers is \["arn"\], locally it can only be \[\]/,
    ],
    ['a container image', 'AWS::Lambda::Function', { PackageType: 'Image' }, /there are no containers/],
    ['inline code', 'AWS::Lambda::Function', { Code: { ZipFile: 'x' } }, /property Code\.ZipFile/],
    ['a network', 'AWS::Lambda::Function', { VpcConfig: {} }, /property VpcConfig/],
    ['another runtime', 'AWS::Lambda::Function', { Runtime: 'python3.13' }, /Runtime is python3\.13/],
    ['an express workflow', 'AWS::StepFunctions::StateMachine', { StateMachineType: 'EXPRESS' }, /EXPRESS/],
  ])('%s', (_name, type, properties, message) => {
    const planning = () => plan({ Thing: resource(type, properties) });
    expect(planning).toThrow(message);
    expect(planning).toThrow(/^Thing[ :]/);
  });

  test('every broken property gets its line', () => {
    expect(() =>
      plan({
        A: resource('AWS::SQS::Queue', { Colour: 1, Size: 2 }),
        B: resource('AWS::S3::Bucket', { Shape: 3 }),
      }),
    ).toThrow(/^A .*Colour.*\nA .*Size.*\nB .*Shape.*$/);
  });

  test('a value that CloudFormation takes as text is the same value', () => {
    expect(plan({ Q: resource('AWS::SQS::Queue', { FifoQueue: 'false' }) }).resources).toHaveLength(1);
  });
});
