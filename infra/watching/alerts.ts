import { Stack } from 'aws-cdk-lib';
import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Settings } from '../settings/settings.ts';
import type { Encryption } from '../storage/encryption.ts';

/** The topic on which people hear of alarms and of runs that did not succeed. */
export class Alerts extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { alarmEmail }: Settings, { topicKey }: Encryption) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { masterKey: topicKey, enforceSSL: true });
    if (alarmEmail !== undefined) this.topic.addSubscription(new EmailSubscription(alarmEmail));
  }

  /** Says which execution, of what is called `name`, did not succeed, and links to it. */
  onFailedRunOf(stateMachine: StateMachine, id: string, name: string): void {
    const { region } = Stack.of(this);
    const execution = EventField.fromPath('$.detail.executionArn');
    new Rule(this, id, {
      description: `Tells of each ${name} that failed, timed out or was stopped`,
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          stateMachineArn: [stateMachine.stateMachineArn],
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
        },
      },
      targets: [
        new SnsTopic(this.topic, {
          message: RuleTargetInput.fromMultilineText(
            [
              `${name} ${EventField.fromPath('$.detail.name')}: ${EventField.fromPath('$.detail.status')}`,
              `https://${region}.console.aws.amazon.com/states/home?region=${region}#/v2/executions/details/${execution}`,
            ].join('\n'),
          ),
        }),
      ],
    });
  }
}
