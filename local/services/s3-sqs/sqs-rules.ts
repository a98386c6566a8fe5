import {
  ChangeMessageVisibility$,
  ChangeMessageVisibilityBatch$,
  CreateQueue$,
  DeleteMessage$,
  DeleteMessageBatch$,
  GetQueueAttributes$,
  GetQueueUrl$,
  ListQueues$,
  ListQueueTags$,
  PurgeQueue$,
  ReceiveMessage$,
  SendMessage$,
  SendMessageBatch$,
  SetQueueAttributes$,
  TagQueue$,
  UntagQueue$,
} from '@aws-sdk/client-sqs';
import { AwsError, parseInput, plainBody } from '../../endpoint/aws-json-protocol.ts';
import { refusal } from '../../endpoint/refusals.ts';
import { requestShape } from '../../endpoint/request-shape.ts';
import type { EmulatorRequest, Forward } from './s3-rules.ts';

const MODELS = [
  ...[ChangeMessageVisibility$, ChangeMessageVisibilityBatch$, CreateQueue$, DeleteMessage$],
  ...[DeleteMessageBatch$, GetQueueAttributes$, GetQueueUrl$, ListQueues$, ListQueueTags$, PurgeQueue$],
  ...[ReceiveMessage$, SendMessage$, SendMessageBatch$, SetQueueAttributes$, TagQueue$, UntagQueue$],
];
/** The third part of a model is its name, the fifth its input. */
const SHAPES = new Map(
  MODELS.map(([, , name, , input]) => [`AmazonSQS.${name}`, requestShape(input, 'MissingParameter')]),
);

/**
 * The emulator's SQS, limited to what each operation's model allows. A request reaches no other part of the emulator,
 * whatever its path and type: SDKs send some requests to the path of a queue.
 */
export const withSqsRules =
  (forward: Forward): Forward =>
  async (request) => {
    try {
      return await forward(shapedRequest(request));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return refusal('sqs', error.statusCode, error.code, error.message);
    }
  };

const shapedRequest = (request: EmulatorRequest): EmulatorRequest => {
  const target = request.headers['x-amz-target'] ?? '';
  const shape = SHAPES.get(target);
  if (shape === undefined || request.method !== 'POST') {
    throw new AwsError('InvalidAction', `The local cloud has no operation ${request.method} "${target}".`);
  }
  const input = shape(parseInput(plainBody(request, request.body).toString('utf8')));
  const { 'content-encoding': _, ...headers } = request.headers;
  const body = Buffer.from(JSON.stringify(input));
  return {
    ...{ method: 'POST', url: '/', body },
    headers: {
      ...headers,
      'content-type': 'application/x-amz-json-1.0',
      'content-length': String(body.length),
    },
  };
};
