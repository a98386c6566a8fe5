import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { HOSTILE, HOSTILE_NUL } from './hostile-text.ts';

const xml = `<ErrorResponse><Error><Type>Sender</Type><Code>Evil</Code><Message>${HOSTILE}</Message></Error></ErrorResponse>`;
const s3Xml = `<Error><Code>Evil</Code><Message>${HOSTILE}</Message></Error>`;

/** An error from the requested service, in its protocol, with hostile text as its message. */
const answerWithError = (
  { headers, method }: IncomingMessage,
  response: ServerResponse,
  isS3: boolean,
): void => {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  if (isForm || isS3) {
    response.writeHead(400, { 'content-type': 'application/xml' });
    response.end(method === 'HEAD' ? '' : isS3 ? s3Xml : xml);
  } else {
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': 'Evil' });
    response.end(JSON.stringify({ __type: 'Evil', message: HOSTILE_NUL, Message: HOSTILE_NUL }));
  }
};

const forward = async (
  url: string,
  { method, headers, url: path }: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
) => {
  const host = new URL(url).host;
  const sent = request(`${url}${path}`, { method, headers: { ...headers, host } }).end(body);
  const [answer]: IncomingMessage[] = await once(sent, 'response');
  response.writeHead(answer?.statusCode ?? 0, answer?.headers);
  answer?.pipe(response);
};

const isAboutStack = (body: Buffer): boolean => body.includes('Action=DescribeStacks');

/**
 * An endpoint that answers every request with hostile text. With the URL of a cloud, it lets that cloud describe the
 * stack, so that each command gets as far as its second request.
 */
export const startHostileAnswers = async (cloudUrl?: string) => {
  const server = createServer(async (incoming, response) => {
    const body = await buffer(incoming);
    if (cloudUrl !== undefined && isAboutStack(body)) await forward(cloudUrl, incoming, body, response);
    else answerWithError(incoming, response, incoming.headers.authorization?.includes('/s3/') === true);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    close: async (): Promise<void> => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
