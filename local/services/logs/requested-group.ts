import { AwsError, type AwsInput } from '../../endpoint/aws-json-protocol.ts';
import { type FieldReader, fieldReader } from '../../values/json.ts';
import type { LogGroup, LogStore } from './log-store.ts';

/** The fields of a request. @throws {AwsError} InvalidParameterException */
export const logsFieldsOf = (input: AwsInput): FieldReader =>
  fieldReader(input, ({ path, value, kind, expected }) => {
    const problem = kind === 'missing' ? 'is missing.' : `must be ${expected}, not ${JSON.stringify(value)}.`;
    return new AwsError('InvalidParameterException', `${path} ${problem}`);
  });

/**
 * The group that a request names, or identifies by name or ARN.
 * @throws {AwsError} InvalidParameterException without one, ResourceNotFoundException if it does not exist.
 */
export const requestedGroup = (store: LogStore, input: AwsInput): LogGroup => {
  const fields = logsFieldsOf(input);
  const identifier = fields.optionalText('logGroupIdentifier') ?? fields.text('logGroupName');
  const group = store.group(identifier.replace(/^arn:.*:log-group:/, '').replace(/:\*$/, ''));
  if (group) return group;
  throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
};
