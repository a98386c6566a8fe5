import { AwsError, type AwsInput } from '../../endpoint/aws-json-protocol.ts';
import { fieldsOf } from '../../endpoint/request-fields.ts';
import type { FieldReader } from '../../values/json.ts';
import type { LogGroup, LogStore } from './log-store.ts';

/** The fields of a request. @throws {AwsError} InvalidParameterException */
export const logsFieldsOf = (input: AwsInput): FieldReader =>
  fieldsOf(input, { code: 'InvalidParameterException' });

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
