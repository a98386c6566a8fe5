import { describe, expect, test } from '@jest/globals';
import { type Context, synthesized } from './stack-under-test.ts';
import { muteAlarms, muteRules } from './who-may-publish.ts';

const resourcesWith = (context: Context) => structuredClone(synthesized(context).toJSON().Resources);

/** The resources, without what one service may do to the topic or to its key. */
const without = (type: string, policy: string, service: string) => {
  const resources = resourcesWith({});
  for (const { Type, Properties } of Object.values<{ Type: string; Properties: Record<string, unknown> }>(
    resources,
  )) {
    if (Type !== type) continue;
    const document = Object(Properties[policy]);
    document.Statement = document.Statement.filter(
      ({ Principal }: { Principal: { Service?: string } }) => Principal.Service !== service,
    );
  }
  return resources;
};

const ALARMS = Object.keys(synthesized().findResources('AWS::CloudWatch::Alarm')).length;
const RULES = Object.keys(synthesized().findResources('AWS::Events::Rule')).length;

test.each([{ stage: 'dev' }, { stage: 'prod' }, { kms: 'customer' }])(
  'every alarm and every rule may publish to its topic and use the topic’s key, with %j',
  (context) => {
    const resources = resourcesWith(context);
    expect(muteAlarms(resources)).toEqual([]);
    expect(muteRules(resources)).toEqual([]);
  },
);

describe('all alarms or all rules are mute', () => {
  const CLOUDWATCH = 'cloudwatch.amazonaws.com';
  const EVENTS = 'events.amazonaws.com';

  test('if the topic’s policy does not name their service', () => {
    const alarms = muteAlarms(without('AWS::SNS::TopicPolicy', 'PolicyDocument', CLOUDWATCH));
    expect(alarms.filter((line) => line.endsWith(': sns:Publish'))).toHaveLength(2 * ALARMS);
    expect(muteRules(without('AWS::SNS::TopicPolicy', 'PolicyDocument', EVENTS))).toHaveLength(RULES);
  });

  test('if the policy of the topic’s key does not name their service', () => {
    const alarms = muteAlarms(without('AWS::KMS::Key', 'KeyPolicy', CLOUDWATCH));
    expect(alarms.filter((line) => line.endsWith(': kms:Decrypt'))).toHaveLength(2 * ALARMS);
    expect(muteRules(without('AWS::KMS::Key', 'KeyPolicy', EVENTS))).toHaveLength(2 * RULES);
  });
});

test('alarms of another account, or of another stage, may not publish', () => {
  expect(new Set(muteAlarms(resourcesWith({}), '444455556666')).size).toBe(3 * ALARMS);
  const renamed = JSON.parse(
    JSON.stringify(resourcesWith({})).replaceAll(
      '"AlarmName":"tripstream-dev-',
      '"AlarmName":"tripstream-prod-',
    ),
  );
  expect(new Set(muteAlarms(renamed)).size).toBe(ALARMS);
});
