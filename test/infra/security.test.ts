import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { App, CloudFormationValidatePlugin, Validations } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks, NIST80053R5Checks } from 'cdk-nag';
import { privilegesIn } from '../../checks/docs/privileges.ts';
import { securityTables } from '../../checks/docs/security-tables.ts';
import {
  appWith,
  assemblyOf,
  type Context,
  keepAssembly,
  LARGE_VOLUME,
  synthesized,
  withoutCheck,
} from './stack-under-test.ts';

const VARIANTS: readonly Context[] = [
  {},
  { stage: 'prod', alarmEmail: 'oncall@example.com' },
  { kms: 'customer' },
  { stage: 'prod', kms: 'customer', shardMode: 'on-demand' },
];

const LOGS = (name: string) => [`logs:CreateLogStream on ${name}Logs`, `logs:PutLogEvents on ${name}Logs`];
const TRACE = ['xray:PutTelemetryRecords on *', 'xray:PutTraceSegments on *'];

/** Everything that each function may do. A new privilege belongs here, in docs/security.md, and nowhere else. */
const FUNCTION_PRIVILEGES: Readonly<Record<string, readonly string[]>> = {
  TripStartsFunctionRole: [
    'dynamodb:UpdateItem on Trips',
    's3:PutObject on MetricsFiles/quarantine/*',
    'sqs:SendMessage on DeadLetters',
    'sqs:SendMessage on Quarantine',
    ...LOGS('TripStartsFunction'),
    ...TRACE,
  ],
  TripEndsFunctionRole: [
    'dynamodb:UpdateItem on Trips',
    's3:PutObject on MetricsFiles/quarantine/*',
    'sqs:SendMessage on DeadLetters',
    'sqs:SendMessage on Quarantine',
    ...LOGS('TripEndsFunction'),
    ...TRACE,
  ],
  DailyKpiPlanKpiRunRole: [
    'dynamodb:BatchGetItem on Trips',
    'dynamodb:DescribeTable on Trips',
    'dynamodb:GetItem on Trips',
    's3:ListBucket on MetricsFiles',
    ...LOGS('DailyKpiPlanKpiRun'),
    ...TRACE,
  ],
  DailyKpiAggregatePartitionRole: [
    'dynamodb:Query on Trips/index/completed-trips',
    ...LOGS('DailyKpiAggregatePartition'),
    ...TRACE,
  ],
  DailyKpiPublishMetricsRole: [
    'dynamodb:DeleteItem on Trips',
    's3:GetObject on MetricsFiles/daily/*',
    's3:ListBucket on MetricsFiles',
    's3:PutObject on MetricsFiles/daily/*',
    'sqs:GetQueueAttributes on DeadLetters',
    'sqs:GetQueueAttributes on Quarantine',
    ...LOGS('DailyKpiPublishMetrics'),
    ...TRACE,
  ],
  AuditPlanAuditRole: [
    'dynamodb:DescribeTable on Trips',
    'dynamodb:GetItem on Trips',
    's3:GetObject on MetricsFiles/daily/*/metrics.json',
    's3:ListBucket on MetricsFiles',
    ...LOGS('AuditPlanAudit'),
    ...TRACE,
  ],
  AuditAuditSegmentRole: ['dynamodb:Scan on Trips', ...LOGS('AuditAuditSegment'), ...TRACE],
  AuditPublishAuditRole: [
    'dynamodb:BatchGetItem on Trips',
    's3:GetObject on MetricsFiles/daily/*/metrics.json',
    's3:ListBucket on MetricsFiles',
    's3:PutObject on MetricsFiles/daily/*/audit.json',
    ...LOGS('AuditPublishAudit'),
    ...TRACE,
  ],
};

const DATA_KEY = ['Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo'].map(
  (action) => `kms:${action} on EncryptionDataKey`,
);

/** The roles that may read encrypted data but not write any. */
const READERS = [
  'AuditAuditSegmentRole',
  'AuditPlanAuditRole',
  'DailyKpiAggregatePartitionRole',
  'DailyKpiPlanKpiRunRole',
];

/** The roles that touch no encrypted data: the state machines only invoke. */
const WITHOUT_DATA = ['DailyKpiStateMachineRole', 'AuditStateMachineRole'];

describe('cdk-nag', () => {
  const findings = (context: Context, open?: (app: ReturnType<typeof appWith>) => void): string[] => {
    const synthesis = appWith(context);
    open?.(synthesis);
    Validations.of(synthesis.app).addPlugins(new AwsSolutionsChecks(), new NIST80053R5Checks());
    try {
      withoutCheck(() => synthesis.app.synth());
    } catch (error) {
      // Synth throws if a plugin finds something, and leaves its findings in the report below.
      if (!(error instanceof Error) || error.name !== 'ValidationFailed') throw error;
    }
    const report: { pluginReports: { pluginName: string; violations: { ruleName: string }[] }[] } =
      JSON.parse(readFileSync(join(synthesis.app.outdir, 'validation-report.json'), 'utf8'));
    expect(report.pluginReports.map(({ pluginName }) => pluginName)).toEqual([
      'AwsSolutions',
      'NIST.800.53.R5',
    ]);
    if (open === undefined) keepAssembly(context, synthesis.app.outdir);
    return report.pluginReports.flatMap(({ violations }) => violations.map(({ ruleName }) => ruleName));
  };

  test.each(VARIANTS)('finds nothing that is not acknowledged, with %j', (context) => {
    expect(findings(context)).toEqual([]);
  });

  test('would find a bucket that is neither private nor encrypted', () => {
    const open = ({ stack }: ReturnType<typeof appWith>) => void new CfnBucket(stack, 'Open');
    expect(findings({}, open)).toEqual(expect.arrayContaining(['AwsSolutions-S1', 'AwsSolutions-S10']));
  });
});

test('CDK’s own check finds nothing in any template', () => {
  // All at once, because its engine takes seconds to start, and starts again for each resource type that it has not
  // seen.
  const stackTemplates = [...VARIANTS, LARGE_VOLUME].map((context) => ({
    stackConstructPath: JSON.stringify(context),
    templatePath: join(assemblyOf(context), 'Tripstream.template.json'),
    accountId: undefined,
    region: undefined,
  }));
  const templatePaths = stackTemplates.map(({ templatePath }) => templatePath);
  const check = new CloudFormationValidatePlugin();
  expect(check.validate({ templatePaths, stackTemplates, appConstruct: new App() }).violations).toEqual([]);
});

describe('privileges', () => {
  test.each([{}, { stage: 'prod' }])(
    'a function can do exactly what its list here says, with %j',
    (context) => {
      const granted = privilegesIn(synthesized(context));
      for (const [role, privileges] of Object.entries(FUNCTION_PRIVILEGES)) {
        expect([role, granted.get(role)]).toEqual([role, privileges.toSorted()]);
      }
      const functions = Object.keys(synthesized(context).findResources('AWS::Lambda::Function'));
      expect(functions).toHaveLength(Object.keys(FUNCTION_PRIVILEGES).length);
    },
  );

  test.each([{ kms: 'customer' }, { kms: 'customer', stage: 'prod' }])(
    'every role that touches data may use a customer managed key, with %j',
    (context) => {
      for (const [role, privileges] of privilegesIn(synthesized(context))) {
        const onKey = privileges.filter((privilege) => privilege.startsWith('kms:'));
        const readOnly = READERS.includes(role)
          ? DATA_KEY.filter((one) => /Decrypt|DescribeKey/.test(one))
          : DATA_KEY;
        expect([role, onKey]).toEqual([role, WITHOUT_DATA.includes(role) ? [] : readOnly]);
      }
    },
  );

  test.each([
    ['dynamodb:BatchGetItem', 2],
    ['dynamodb:DeleteItem', 1],
  ] as const)('a role that may %s may do so to late-completion marks and to no trip', (action, roles) => {
    const policies = Object.values(synthesized().findResources('AWS::IAM::Policy'));
    const statements: { Action: string; Condition?: unknown }[] = policies.flatMap(
      ({ Properties }) => Properties.PolicyDocument.Statement,
    );
    const conditions = statements
      .filter(({ Action }) => [Action].flat().includes(action))
      .map(({ Action, Condition }) => [Action, Condition]);
    const onlyMarks = {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['late#*'] },
      Null: { 'dynamodb:LeadingKeys': 'false' },
    };
    expect(conditions).toEqual(Array(roles).fill([action, onlyMarks]));
  });

  test.each(VARIANTS)('wildcards are exactly the documented ones, with %j', (context) => {
    const wildcards = [...privilegesIn(synthesized(context))].flatMap(([role, privileges]) =>
      privileges.filter((privilege) => privilege.includes('*')).map((privilege) => `${role}: ${privilege}`),
    );
    const documented = readFileSync(join(import.meta.dirname, '../../docs/security.md'), 'utf8');
    for (const wildcard of wildcards) {
      const [, privilege = ''] = wildcard.split(': ');
      expect(documented).toContain(`\`${privilege}\``);
    }
    expect(
      wildcards.filter((wildcard) => !/xray:|logs:|(daily|quarantine)\/\*(\/\w+\.json)?$/.test(wildcard)),
    ).toEqual([]);
  });

  test('the tables in docs/security.md match the template (else: npm run docs:security)', () => {
    const documented = readFileSync(join(import.meta.dirname, '../../docs/security.md'), 'utf8');
    expect(documented).toContain(securityTables());
  });
});

test('a role trusts its service only for this account, except Lambda’s, which names no source', () => {
  const open = Object.values(synthesized().findResources('AWS::IAM::Role')).flatMap(
    ({ Properties }): string[] =>
      Properties.AssumeRolePolicyDocument.Statement.flatMap(
        ({
          Principal,
          Condition,
        }: {
          Principal: { Service: string };
          Condition?: { StringEquals?: unknown };
        }) => (Condition?.StringEquals === undefined ? [Principal.Service] : []),
      ),
  );
  expect(new Set(open)).toEqual(new Set(['lambda.amazonaws.com']));
});

describe('data protection', () => {
  const insecure = Match.objectLike({
    Effect: 'Deny',
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  });
  const denied = Match.objectLike({ Statement: Match.arrayWith([insecure]) });

  test('queues, buckets and the topic refuse what does not come over TLS', () => {
    const template = synthesized();
    template.resourcePropertiesCountIs('AWS::SQS::QueuePolicy', { PolicyDocument: denied }, 3);
    template.resourcePropertiesCountIs('AWS::S3::BucketPolicy', { PolicyDocument: denied }, 2);
    template.resourcePropertiesCountIs('AWS::SNS::TopicPolicy', { PolicyDocument: denied }, 1);
  });

  test('everything stored is under the account’s key when it asks for that', () => {
    const template = synthesized({ kms: 'customer' });
    const key = Match.objectLike({ 'Fn::GetAtt': [Match.stringLikeRegexp('EncryptionDataKey'), 'Arn'] });
    template.allResourcesProperties('AWS::Kinesis::Stream', {
      StreamEncryption: { EncryptionType: 'KMS', KeyId: key },
    });
    template.allResourcesProperties('AWS::DynamoDB::Table', {
      SSESpecification: { SSEEnabled: true, KMSMasterKeyId: key },
    });
    template.allResourcesProperties('AWS::SQS::Queue', { KmsMasterKeyId: key });
    template.allResourcesProperties('AWS::Logs::LogGroup', { KmsKeyId: key });
    template.allResourcesProperties('AWS::KMS::Key', { EnableKeyRotation: true });
    template.resourcePropertiesCountIs(
      'AWS::S3::Bucket',
      {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { KMSMasterKeyID: key } }],
        },
      },
      1,
    );
  });

  test('prod keeps what holds data; dev can be removed without a trace', () => {
    const policies = (template: Template) =>
      new Set(
        [
          'AWS::DynamoDB::Table',
          'AWS::S3::Bucket',
          'AWS::Kinesis::Stream',
          'AWS::Logs::LogGroup',
          'AWS::SQS::Queue',
          'AWS::KMS::Key',
        ].flatMap((type) =>
          Object.values(template.findResources(type)).map(({ DeletionPolicy }) => DeletionPolicy),
        ),
      );
    expect(policies(synthesized({ stage: 'prod' }))).toEqual(new Set(['RetainExceptOnCreate']));
    expect(policies(synthesized())).toEqual(new Set(['Delete']));
    synthesized({ stage: 'prod' }).hasResourceProperties('AWS::DynamoDB::Table', {
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });

  test('every log group expires its logs', () => {
    for (const context of VARIANTS) {
      synthesized(context).allResourcesProperties('AWS::Logs::LogGroup', {
        RetentionInDays: Match.anyValue(),
      });
    }
  });
});
