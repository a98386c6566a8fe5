import { describe, expect, test } from '@jest/globals';
import {
  allows,
  assertDecidable,
  defaultPolicy,
  type ServiceRequest,
} from '../../../../local/services/sns/topic-policy.ts';

const TOPIC = 'arn:aws:sns:us-east-1:000000000000:alerts';
const ALARM = 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:errors';

const request = (changes: Partial<ServiceRequest> = {}): ServiceRequest => ({
  service: 'cloudwatch.amazonaws.com',
  action: 'sns:Publish',
  resource: TOPIC,
  context: { 'aws:SourceArn': ALARM, 'aws:SourceAccount': '000000000000', 'aws:SecureTransport': 'true' },
  ...changes,
});

const allow = (changes: object = {}) => ({
  Effect: 'Allow',
  Principal: { Service: 'cloudwatch.amazonaws.com' },
  Action: 'sns:Publish',
  Resource: TOPIC,
  ...changes,
});
const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });

test('a service may do what a statement allows it, and nothing else', () => {
  expect(allows(policy(allow()), request())).toBe(true);
  expect(allows(policy(), request())).toBe(false);
  expect(allows({ Statement: allow() }, request())).toBe(true);
});

test.each([
  ['another service', { service: 'events.amazonaws.com' }],
  ['another action', { action: 'sns:Subscribe' }],
  ['another topic', { resource: `${TOPIC}-too` }],
])('%s is not allowed', (_, changes) => {
  expect(allows(policy(allow()), request(changes))).toBe(false);
});

test.each([
  ['everybody', { Principal: '*' }],
  ['every account', { Principal: { AWS: '*' } }],
  [
    'one service of several',
    { Principal: { Service: ['events.amazonaws.com', 'cloudwatch.amazonaws.com'] } },
  ],
  ['every action of SNS, in another case', { Action: ['SNS:*'] }],
  ['every topic', { Resource: 'arn:aws:sns:us-east-1:*:al?rts' }],
])('%s is allowed', (_, changes) => {
  expect(allows(policy(allow(changes)), request())).toBe(true);
});

test('what one statement denies, no other allows', () => {
  const insecure = { Bool: { 'aws:SecureTransport': 'false' } };
  const both = policy(allow(), allow({ Effect: 'Deny', Principal: '*', Condition: insecure }));
  expect(allows(both, request())).toBe(true);
  expect(allows(both, request({ context: { 'aws:SecureTransport': 'false' } }))).toBe(false);
});

describe('conditions', () => {
  test.each<[holds: boolean, condition: object]>([
    [true, { StringEquals: { 'aws:SourceAccount': '000000000000' } }],
    [true, { StringEquals: { 'AWS:SourceAccount': ['1', '000000000000'] } }],
    [false, { StringEquals: { 'aws:SourceAccount': '111111111111' } }],
    [false, { StringEquals: { 'aws:SourceOrgID': 'o-1' } }],
    [true, { StringEqualsIfExists: { 'aws:SourceOrgID': 'o-1' } }],
    [true, { StringNotEquals: { 'aws:SourceAccount': '111111111111' } }],
    [false, { StringNotEquals: { 'aws:SourceAccount': '000000000000' } }],
    [true, { StringNotEquals: { 'aws:SourceOrgID': 'o-1' } }],
    [true, { StringLike: { 'aws:SourceAccount': '0000*' } }],
    [false, { StringNotLike: { 'aws:SourceAccount': '0000*' } }],
    [false, { StringEquals: { 'aws:SourceAccount': '0000*' } }],
    [true, { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:*' } }],
    [true, { ArnEquals: { 'aws:SourceArn': 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:*' } }],
    [false, { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:eu-west-1:000000000000:alarm:*' } }],
    [false, { ArnNotLike: { 'aws:SourceArn': ALARM } }],
    [true, { Bool: { 'aws:SecureTransport': true } }],
    [true, { Null: { 'aws:SourceArn': 'false', 'aws:SourceOrgID': 'true' } }],
    [false, { Null: { 'aws:SourceArn': 'true' } }],
    [false, { Bool: { 'aws:SecureTransport': 'true' }, StringEquals: { 'aws:SourceAccount': '1' } }],
  ])('%s: %j', (holds, Condition) => {
    expect(allows(policy(allow({ Condition })), request())).toBe(holds);
  });

  test.each([
    ['condition operator NumericLessThan', allow({ Condition: { NumericLessThan: { 'aws:x': '1' } } })],
    [
      'condition operator ForAllValues:StringLike',
      allow({ Condition: { 'ForAllValues:StringLike': { a: 'b' } } }),
    ],
    ['element NotAction', allow({ NotAction: 'sns:Publish' })],
    ['element NotPrincipal', allow({ NotPrincipal: '*' })],
  ])('what cannot be decided is refused: %s', (what, statement) => {
    expect(() => assertDecidable(policy(statement))).toThrow(
      `Invalid parameter: the local cloud does not know the policy's ${what}`,
    );
  });
});

test('by the default policy CloudWatch publishes for its account, and EventBridge does not', () => {
  const owned = request({ context: { 'aws:SourceOwner': '000000000000' } });
  expect(allows(defaultPolicy(TOPIC), owned)).toBe(true);
  expect(allows(defaultPolicy(TOPIC), request({ service: 'events.amazonaws.com' }))).toBe(false);
});
