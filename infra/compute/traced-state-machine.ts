import { join } from 'node:path';
import { Role } from 'aws-cdk-lib/aws-iam';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { acknowledge, INLINE_POLICY_REASONS, TRACING_REASONS } from '../settings/acknowledged.ts';
import { allow } from '../settings/policies.ts';
import type { Settings } from '../settings/settings.ts';
import type { Encryption } from '../storage/encryption.ts';
import { serviceOfAccount } from './service-of-account.ts';
import { StageLogGroup } from './stage-log-group.ts';

export interface TracedStateMachineProps {
  /** The `<name>.asl.json` in `statemachines/`. */
  readonly name: string;
  /** The ARNs of its functions, by placeholder in the definition. */
  readonly functionArns: Readonly<Record<string, string>>;
  /** Whether the log holds the input and output of its states. */
  readonly logsExecutionData: boolean;
}

const DEFINITIONS = join(import.meta.dirname, '..', '..', 'statemachines');

/** A state machine from `statemachines/`, traced, with its own log group and permission to invoke its functions. */
export class TracedStateMachine extends StateMachine {
  constructor(
    scope: Construct,
    id: string,
    settings: Settings,
    encryption: Encryption,
    { name, functionArns, logsExecutionData }: TracedStateMachineProps,
  ) {
    const logGroupName = `/aws/vendedlogs/states/tripstream-${settings.stage}-${name}`;
    super(scope, id, {
      role: new Role(scope, `${id}Role`, { assumedBy: serviceOfAccount(scope, 'states.amazonaws.com') }),
      definitionBody: DefinitionBody.fromFile(join(DEFINITIONS, `${name}.asl.json`)),
      definitionSubstitutions: functionArns,
      tracingEnabled: true,
      logs: {
        // Only groups under this prefix keep the account's log policy from growing with every state machine.
        // https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
        destination: new StageLogGroup(scope, 'Logs', settings, encryption, logGroupName),
        level: LogLevel.ALL,
        includeExecutionData: logsExecutionData,
      },
    });
    allow(this, ['lambda:InvokeFunction'], Object.values(functionArns));
    acknowledge(this.role, { ...INLINE_POLICY_REASONS, ...TRACING_REASONS });
  }
}
