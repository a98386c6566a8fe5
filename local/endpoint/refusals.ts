import { type Answer, jsonAnswer, s3ErrorAnswer, xmlText } from './answer.ts';

/** Services that speak XML, as S3 does in its own form; all others speak JSON. */
const QUERY_SERVICES = ['sns', 'sts', 'cloudformation'];

/** The endpoint's own refusal of a request, in the form that the clients of `service` read. */
export const refusal = (service: string, statusCode: number, code: string, message: string): Answer => {
  if (service === 's3') return s3ErrorAnswer(statusCode, code, message);
  if (QUERY_SERVICES.includes(service)) {
    const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${xmlText(message)}</Message></Error>`;
    const body = Buffer.from(`<ErrorResponse>${error}</ErrorResponse>`);
    return { statusCode, headers: { 'content-type': 'text/xml' }, body };
  }
  const body = { __type: code, message };
  return jsonAnswer(statusCode, 'application/x-amz-json-1.1', body, { 'x-amzn-ErrorType': code });
};

/** The service's own error for a body above its limit. */
export const tooLarge = (service: string, limitBytes: number): Answer => {
  const message = `The request body is larger than the ${limitBytes} bytes that the local cloud takes for "${service}".`;
  if (service === 's3') return refusal(service, 400, 'EntityTooLarge', message);
  const code = service === 'lambda' ? 'RequestTooLargeException' : 'RequestEntityTooLarge';
  return refusal(service, 413, code, message);
};
