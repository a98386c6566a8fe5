import type { IncomingMessage, ServerResponse } from 'node:http';

/** A whole HTTP answer, before it is sent. */
export interface Answer {
  readonly statusCode: number;
  readonly headers: NodeJS.Dict<number | string | string[]>;
  readonly body: Buffer;
}

/** Answers the requests of one service. The request has been read to its end; `body` is all of it. */
export type Listener = (req: IncomingMessage, body: Buffer) => Answer | Promise<Answer>;

export const jsonAnswer = (
  statusCode: number,
  contentType: string,
  body: object,
  headers: Answer['headers'] = {},
): Answer => ({
  statusCode,
  headers: { 'content-type': contentType, ...headers },
  body: Buffer.from(JSON.stringify(body)),
});

/** An error in the form that S3 gives it: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export const s3ErrorAnswer = (statusCode: number, code: string, message: string): Answer => {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${xmlText(message)}</Message></Error>`;
  return { statusCode, headers: { 'content-type': 'application/xml' }, body: Buffer.from(xml) };
};

/** Text escaped for XML. Characters that XML cannot hold at all are left out. */
export const xmlText = (text: string): string =>
  text.replace(NOT_IN_XML, '').replace(/[&<>"\r]/g, (character) => `&#${character.charCodeAt(0)};`);

/** The complement of https://www.w3.org/TR/xml/#charsets */
const NOT_IN_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** Sends an answer. One that gives its own length keeps it, as an answer to HEAD does. */
export const sendAnswer = (res: ServerResponse, { statusCode, headers, body }: Answer): void => {
  if (res.destroyed) return;
  res.writeHead(statusCode, { 'content-length': body.length, ...headers });
  res.end(body);
};
