import { ArnFormat, Stack } from 'aws-cdk-lib';
import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Settings } from '../settings/settings.ts';
import type { Encryption } from '../storage/encryption.ts';

/** The name of a stage's alarm; `*` stands for all of them. */
export const alarmName = (stage: Settings['stage'], name: string): string => `tripstream-${stage}-${name}`;

/** The topic that notifies people of alarms and of runs that did not succeed. */
export class Alerts extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { stage, alarmEmail }: Settings, { topicKey }: Encryption) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { masterKey: topicKey, enforceSSL: true });
    this.letAlarmsPublish(stage);
    if (alarmEmail !== undefined) this.topic.addSubscription(new EmailSubscription(alarmEmail));
  }

  private letPublish(service: string, conditions: Record<string, unknown>, sid?: string): void {
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid,
        principals: [new ServicePrincipal(service)],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions,
      }),
    );
  }

  /** `enforceSSL` gives the topic a policy, which replaces the default one that lets alarms publish. */
  private letAlarmsPublish(stage: Settings['stage']): void {
    const { account } = Stack.of(this);
    const alarms = Stack.of(this).formatArn({
      service: 'cloudwatch',
      resource: 'alarm',
      resourceName: alarmName(stage, '*'),
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const ofOurs = { StringEquals: { 'aws:SourceAccount': account }, ArnLike: { 'aws:SourceArn': alarms } };
    this.letPublish('cloudwatch.amazonaws.com', ofOurs, 'AlarmsPublish');
  }

  /** Says which execution of `name` did not succeed, and links to it. */
  onFailedRunOf(stateMachine: StateMachine, id: string, name: string): void {
    const { region } = Stack.of(this);
    const execution = EventField.fromPath('$.detail.executionArn');
    const message = RuleTargetInput.fromMultilineText(
      [
        `${name} ${EventField.fromPath('$.detail.name')}: ${EventField.fromPath('$.detail.status')}`,
        `https://${region}.console.aws.amazon.com/states/home?region=${region}#/v2/executions/details/${execution}`,
      ].join('\n'),
    );
    const rule = new Rule(this, id, {
      description: `Reports each ${name} that failed, timed out or was stopped`,
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          stateMachineArn: [stateMachine.stateMachineArn],
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
        },
      },
      targets: [{ bind: () => ({ arn: this.topic.topicArn, input: message, targetResource: this.topic }) }],
    });
    // CDK's own topic target lets every rule of every account publish.
    this.letPublish('events.amazonaws.com', { ArnEquals: { 'aws:SourceArn': rule.ruleArn } });
  }
}
