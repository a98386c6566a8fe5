// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the placeholders of templates and definitions
import { describe, expect, test } from '@jest/globals';
import { resolve, type Scope } from '../../../local/template/intrinsics.ts';
import { parameterLookup } from '../../../local/template/parameters.ts';
import { Refusal } from '../../../local/values/refusal.ts';

const parameter = parameterLookup(
  {
    Zone: { Type: 'String', Default: 'Europe/Berlin' },
    Zones: { Type: 'CommaDelimitedList', Default: 'a,b,c' },
    NoDefault: { Type: 'String' },
    BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/x/version' },
  },
  'Shop',
);
const scope: Scope = {
  where: 'Reader',
  parameter,
  resources: new Map([
    ['Trips', { ref: 'trips-table', attributes: { Arn: 'arn:trips', 'Endpoint.Port': '80' } }],
  ]),
};

describe('an intrinsic call becomes', () => {
  test.each([
    ['Ref to a resource', { Ref: 'Trips' }, 'trips-table'],
    ['Ref to a parameter', { Ref: 'Zone' }, 'Europe/Berlin'],
    ['Ref to a list parameter', { Ref: 'Zones' }, ['a', 'b', 'c']],
    ['Ref to a pseudo parameter', { Ref: 'AWS::Region' }, 'us-east-1'],
    ['GetAtt as a list', { 'Fn::GetAtt': ['Trips', 'Arn'] }, 'arn:trips'],
    ['GetAtt with a dot', { 'Fn::GetAtt': 'Trips.Arn' }, 'arn:trips'],
    ['GetAtt of an attribute with a dot', { 'Fn::GetAtt': 'Trips.Endpoint.Port' }, '80'],
    ['Sub', { 'Fn::Sub': '${AWS::StackName}/${Trips}/${Trips.Arn}' }, 'Shop/trips-table/arn:trips'],
    ['Sub with a literal', { 'Fn::Sub': '${!Trips} ${Trips}' }, '${Trips} trips-table'],
    [
      'Sub with variables',
      { 'Fn::Sub': ['${a}-${Zone}', { a: { Ref: 'Trips' } }] },
      'trips-table-Europe/Berlin',
    ],
    ['Join', { 'Fn::Join': [':', ['a', { Ref: 'Trips' }, 1]] }, 'a:trips-table:1'],
    ['Join of a Split', { 'Fn::Join': ['-', { 'Fn::Split': ['/', { Ref: 'Zone' }] }] }, 'Europe-Berlin'],
    ['Select', { 'Fn::Select': ['1', { Ref: 'Zones' }] }, 'b'],
    ['data that only looks like a call', { Ref: 'Trips', Other: 1 }, { Ref: 'Trips', Other: 1 }],
  ])('%s', (_name, value, expected) => {
    expect(resolve(value, scope)).toEqual(expected);
  });

  test('nothing for AWS::NoValue, which removes its property or list item', () => {
    const noValue = { Ref: 'AWS::NoValue' };
    expect(resolve({ kept: 1, removed: noValue, list: [noValue, 'a'] }, scope)).toEqual({
      kept: 1,
      list: ['a'],
    });
  });
});

describe('one clear line refuses', () => {
  test.each([
    ['an unknown resource, with both ends', { Ref: 'Ghost' }, /^Reader refers to Ghost, which the template/],
    ['an unknown resource in Sub', { 'Fn::Sub': '${Ghost.Arn}' }, /^Reader refers to Ghost/],
    ['an unknown attribute', { 'Fn::GetAtt': ['Trips', 'StreamArn'] }, /^Reader refers to Trips\.StreamArn/],
    ['another stack', { 'Fn::ImportValue': 'x' }, /Fn::ImportValue reads another stack/],
    ['an unknown function', { 'Fn::Base64': 'x' }, /does not know the intrinsic function Fn::Base64/],
    ['a condition', { 'Fn::If': ['Nope', 1, 2] }, /does not know the intrinsic function Fn::If/],
    ['a mapping', { 'Fn::FindInMap': ['A', 'b', 'c'] }, /does not know the intrinsic function Fn::FindInMap/],
    ['a parameter in SSM', { Ref: 'BootstrapVersion' }, /BootstrapVersion, whose value is in SSM/],
    ['a parameter without a default', { Ref: 'NoDefault' }, /NoDefault, which has no Default/],
    ['Select past the end', { 'Fn::Select': [3, ['a']] }, /item 3 of a list of 1/],
    ['a malformed Join', { 'Fn::Join': ['a'] }, /malformed Fn::Join/],
  ])('%s', (_name, value, message) => {
    const resolving = () => resolve(value, scope);
    expect(resolving).toThrow(Refusal);
    expect(resolving).toThrow(message);
  });
});
