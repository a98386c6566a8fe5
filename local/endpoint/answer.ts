import type { ServerResponse } from 'node:http';

/** A whole HTTP answer, before it is sent. */
export interface Answer {
  readonly statusCode: number;
  readonly headers: NodeJS.Dict<number | string | string[]>;
  readonly body: Buffer;
}

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

/** An error as S3 answers it: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export const s3ErrorAnswer = (statusCode: number, code: string, message: string): Answer => {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { statusCode, headers: { 'content-type': 'application/xml' }, body: Buffer.from(xml) };
};

/** Sends an answer. The length is left to an answer that gives its own, as one to HEAD does. */
export const sendAnswer = (res: ServerResponse, { statusCode, headers, body }: Answer): void => {
  if (res.destroyed) return;
  res.writeHead(statusCode, { 'content-length': body.length, ...headers });
  res.end(body);
};
