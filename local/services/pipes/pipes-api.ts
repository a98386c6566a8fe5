import type { Listener } from '../../endpoint/answer.ts';
import { AwsError, type AwsInput } from '../../endpoint/aws-json-protocol.ts';
import { fieldsOf, pageOfAll } from '../../endpoint/request-fields.ts';
import { restJsonProtocol } from '../../endpoint/rest-json-protocol.ts';
import type { PipeState, StackPipe } from '../../pipes/stack-pipe.ts';

/** Properties of the template that DescribePipe answers under the same names. */
const DESCRIBED = [
  'Description',
  'RoleArn',
  'SourceParameters',
  'TargetParameters',
  'LogConfiguration',
  'KmsKeyIdentifier',
] as const;

/**
 * The pipes of the stack: ListPipes, DescribePipe, StopPipe and StartPipe.
 * https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_Operations.html
 */
export const pipesApi = (pipes: () => readonly StackPipe[]): Listener => {
  const named = (input: AwsInput): StackPipe => {
    const name = fieldsOf(input).text('Name');
    const pipe = pipes().find(({ definition }) => definition.name === name);
    if (pipe) return pipe;
    throw new AwsError('NotFoundException', `Pipe ${name} does not exist.`, 404);
  };
  return restJsonProtocol({
    'GET /v1/pipes': (input) => listPipes(pipes(), input),
    'GET /v1/pipes/{Name}': (input) => description(named(input)),
    'POST /v1/pipes/{Name}/start': (input) => {
      const pipe = assertState(named(input), 'STOPPED');
      pipe.start();
      return { ...changed(pipe), CurrentState: 'STARTING' };
    },
    'POST /v1/pipes/{Name}/stop': (input) => {
      const pipe = assertState(named(input), 'RUNNING');
      pipe.stop();
      return changed(pipe);
    },
  });
};

const listPipes = (pipes: readonly StackPipe[], input: AwsInput): object => {
  const asked = fieldsOf(input);
  const startsWith = (field: string, value: string): boolean =>
    value.startsWith(asked.optionalText(field) ?? '');
  const isState = (field: string, state: string): boolean => state === (asked.optionalText(field) ?? state);
  const found = pipes.filter((pipe) => {
    const { name, streamArn, functionArn } = pipe.definition;
    const { desired, current } = pipe.state();
    return (
      startsWith('NamePrefix', name) &&
      startsWith('SourcePrefix', streamArn) &&
      startsWith('TargetPrefix', functionArn) &&
      isState('DesiredState', desired) &&
      isState('CurrentState', current)
    );
  });
  // https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_ListPipes.html
  const { entries, nextToken } = pageOfAll(found, input, { limitField: 'Limit' });
  return { Pipes: entries.map(listed), NextToken: nextToken };
};

const assertState = (pipe: StackPipe, wanted: PipeState['current']): StackPipe => {
  const { current } = pipe.state();
  if (current === wanted) return pipe;
  throw new AwsError('ConflictException', `Pipe ${pipe.definition.name} is ${current}, not ${wanted}.`, 409);
};

const changed = (pipe: StackPipe) => {
  const { definition, createdAtMs } = pipe;
  const { desired, current, changedAtMs } = pipe.state();
  return {
    Arn: definition.arn,
    Name: definition.name,
    DesiredState: desired,
    CurrentState: current,
    CreationTime: createdAtMs / 1000,
    LastModifiedTime: changedAtMs / 1000,
  };
};

const listed = (pipe: StackPipe) => ({
  ...changed(pipe),
  StateReason: pipe.state().reason,
  Source: pipe.definition.streamArn,
  Target: pipe.definition.functionArn,
});

const description = (pipe: StackPipe) => ({
  ...listed(pipe),
  ...Object.fromEntries(DESCRIBED.map((property) => [property, pipe.properties[property]])),
});
