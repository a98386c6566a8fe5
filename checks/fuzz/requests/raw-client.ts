import { connect } from 'node:net';

/** A request before serialization: nothing in it needs to be valid. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

/** What became of a request: its status and the beginning of its answer, or the connection's end without one. */
export type Outcome =
  | { readonly kind: 'answered'; readonly status: number; readonly text: string }
  | { readonly kind: 'closed' | 'silent' };

/** Generous: many programs share the machine. */
const PATIENCE_MS = 60_000;
const KEPT_BYTES = 4_096;

const FRAMING = ['content-length', 'transfer-encoding', 'connection'];

/** The bytes of a request with correct framing, on a connection that closes after the answer. */
export const bytesOf = ({ method, path, headers, body }: HttpRequest): Buffer => {
  const kept = headers.filter(([name]) => !FRAMING.includes(name));
  const lines = [...kept, ['content-length', String(body.length)], ['connection', 'close']];
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${head}\r\n`, 'latin1'), body]);
};

/** Sends raw bytes. Nothing follows an incomplete request, and the server must notice. */
export const sendBytes = (port: number, bytes: Buffer, isWhole: boolean): Promise<Outcome> =>
  new Promise((resolve) => {
    let text = '';
    let isSilent = false;
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(bytes);
      if (!isWhole) socket.end();
    });
    socket.setTimeout(PATIENCE_MS, () => {
      isSilent = true;
      socket.destroy();
    });
    socket.on('data', (chunk) => {
      if (text.length < KEPT_BYTES) text += chunk.toString('latin1');
    });
    socket.on('error', () => undefined); // 'close' follows
    socket.on('close', () => {
      const answer = text.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '');
      const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1];
      if (status !== undefined) resolve({ kind: 'answered', status: Number(status), text: answer });
      else resolve({ kind: isSilent ? 'silent' : 'closed' });
    });
  });
