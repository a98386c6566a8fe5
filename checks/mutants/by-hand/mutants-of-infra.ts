import type { Mutant } from './mutant.ts';

const STACK = ['test/infra/tripstream-stack.test.ts'];
const SECURITY = ['test/infra/security.test.ts'];
const MACHINE = ['test/statemachines/daily-kpi-run.test.ts'];

const PIPE = 'infra/intake/kinesis-lambda-pipe.ts';
const TABLE = 'infra/storage/trips-table.ts';
const ASL = 'statemachines/daily-kpi.asl.json';

const RETRY_OF_A_PARTITION = `                  "OutputPath": "$.Payload",
                  "Retry": [
                    {
                      "ErrorEquals": [
                        "TransientAwsError",
                        "Lambda.ServiceException",
                        "Lambda.AWSLambdaException",
                        "Lambda.SdkClientException",
                        "Lambda.ClientExecutionTimeoutException",
                        "Lambda.TooManyRequestsException",
                        "Lambda.Unknown",
                        "Sandbox.Timedout",
                        "Runtime.ExitError"
                      ],
                      "IntervalSeconds": 1,
                      "MaxAttempts": 6,
                      "BackoffRate": 2,
                      "MaxDelaySeconds": 30,
                      "JitterStrategy": "FULL"
                    }
                  ],
`;

/** Faults in the template and in the state machine. */
export const INFRA_MUTANTS: readonly Mutant[] = [
  {
    name: 'pipe-without-dead-letter-queue',
    promise: 1,
    file: PIPE,
    find: '          deadLetterConfig: { arn: deadLetterQueue.queueArn },\n',
    replace: '',
    tests: STACK,
  },
  {
    name: 'pipe-begins-at-the-latest-record',
    promise: 1,
    file: PIPE,
    find: "startingPosition: 'TRIM_HORIZON'",
    replace: "startingPosition: 'LATEST'",
    tests: STACK,
  },
  {
    name: 'pipe-does-not-wait-for-the-answer',
    promise: 1,
    file: PIPE,
    find: "invocationType: 'REQUEST_RESPONSE'",
    replace: "invocationType: 'FIRE_AND_FORGET'",
    tests: STACK,
  },
  {
    name: 'pipe-gives-up-a-whole-batch',
    promise: 1,
    file: PIPE,
    find: "          onPartialBatchItemFailure: 'AUTOMATIC_BISECT',\n",
    replace: '',
    tests: STACK,
  },
  {
    name: 'dead-letters-outlive-the-stream',
    promise: 1,
    file: 'infra/intake/trip-event-intake.ts',
    find: 'Duration.hours(12)',
    replace: 'Duration.hours(24)',
    tests: STACK,
  },
  {
    name: 'schedule-forgets-its-time',
    promise: 5,
    file: 'infra/daily-kpi/daily-kpi.ts',
    find: 'JSON.stringify({ scheduled_time: ContextAttribute.scheduledTime })',
    replace: "'{}'",
    tests: STACK,
  },
  {
    name: 'index-projects-everything',
    promise: 5,
    file: TABLE,
    find: `        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: [...projected],`,
    replace: '        projectionType: ProjectionType.ALL,',
    tests: STACK,
  },
  {
    name: 'second-index',
    promise: 4,
    file: TABLE,
    find: '    this.encryptionOfStack = encryption;',
    replace: `    this.addGlobalSecondaryIndex({
      indexName: 'by-status',
      partitionKey: { name: 'trip_status', type: AttributeType.STRING },
    });
    this.encryptionOfStack = encryption;`,
    tests: STACK,
  },
  {
    name: 'recorders-may-read-the-table',
    promise: 4,
    file: TABLE,
    find: "['dynamodb:UpdateItem']",
    replace: "['dynamodb:UpdateItem', 'dynamodb:GetItem']",
    tests: SECURITY,
  },
  {
    name: 'wildcard-grant',
    promise: 6,
    file: TABLE,
    find: "['dynamodb:UpdateItem'], [this.tableArn]",
    replace: "['dynamodb:UpdateItem'], ['*']",
    tests: SECURITY,
  },
  {
    name: 'function-unknown-to-the-state-machine',
    promise: 6,
    file: 'infra/daily-kpi/daily-kpi.ts',
    find: '      PublishMetricsFunctionArn: publish.functionArn,\n',
    replace: '',
    tests: ['test/statemachines/definitions.test.ts'],
  },
  {
    name: 'failed-partition-left-out',
    promise: 1,
    file: ASL,
    find: '                  "End": true\n                }\n              }\n            },\n            "ResultSelector"',
    replace: `                  "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Lane left out" }],
                  "End": true
                },
                "Lane left out": { "Type": "Pass", "Result": { "status": "finished" }, "End": true }
              }
            },
            "ResultSelector"`,
    tests: MACHINE,
  },
  {
    name: 'failed-map-published',
    promise: 1,
    file: ASL,
    find: `"ResultPath": "$.sums",
            "Catch": [
              { "ErrorEquals": ["States.ALL"], "ResultPath": "$.failure", "Next": "Note that the day failed" }`,
    replace: `"ResultPath": "$.sums",
            "Catch": [
              { "ErrorEquals": ["States.ALL"], "ResultPath": "$.failure", "Next": "Publish the metrics of the day" }`,
    tests: MACHINE,
  },
  {
    name: 'day-out-of-time-published',
    promise: 1,
    file: ASL,
    find: "States.ArrayContains($[*].status, 'out-of-time')",
    replace: "States.ArrayContains($[*].status, 'late')",
    tests: MACHINE,
  },
  {
    name: 'failed-day-fails-nothing',
    promise: 1,
    file: ASL,
    find: "States.ArrayContains($[*].status, 'failed')",
    replace: "States.ArrayContains($[*].status, 'FAILED')",
    tests: MACHINE,
  },
  {
    name: 'throttled-partition-fails-the-run',
    promise: 1,
    file: ASL,
    find: RETRY_OF_A_PARTITION,
    replace: '                  "OutputPath": "$.Payload",\n',
    tests: MACHINE,
  },
  {
    name: 'retry-does-not-know-our-transient-error',
    promise: 1,
    file: ASL,
    find: '                        "TransientAwsError",\n                        "Lambda.ServiceException",\n',
    replace: '                        "Lambda.ServiceException",\n',
    tests: MACHINE,
  },
  {
    name: 'partition-not-read-to-its-end',
    promise: 1,
    file: ASL,
    find: "States.ArrayContains($[*].status, 'unfinished')",
    replace: "States.ArrayContains($[*].status, 'begun')",
    tests: MACHINE,
  },
  {
    name: 'loop-forgets-where-it-stopped',
    promise: 2,
    file: ASL,
    find: '"Payload.$": "$" }',
    replace: '"Payload": { "lane": { "partitions.$": "$.lane.partitions" }, "stop_at.$": "$.stop_at" } }',
    tests: MACHINE,
  },
  {
    name: 'refused-input-succeeds',
    promise: 5,
    file: ASL,
    find: `      "Type": "Fail",
      "Error": "InvalidRunInput",
      "CausePath": "$.reason.errorMessage"
`,
    replace: '      "Type": "Succeed"\n',
    tests: MACHINE,
  },
];
