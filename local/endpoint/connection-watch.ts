import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** How long a client may keep a connection without sending a whole request. */
export interface ClientLimits {
  /** Without a byte in either direction. */
  readonly silentMs: number;
  /** From the last answer, or the start, to the end of the next request. */
  readonly requestMs: number;
}

/** Longer than the pauses that SDKs, the AWS CLI and a busy machine make between requests. */
export const CLIENT_LIMITS: ClientLimits = { silentMs: 60_000, requestMs: 300_000 };

/** How often a connection is checked within its limit. */
const LOOKS = 4;

/** HTTP/2 hides the socket of a request, but not its remote port. */
type OtherEnd = Pick<Socket, 'remoteAddress' | 'remotePort'>;
const nameOf = ({ remoteAddress, remotePort }: OtherEnd): string => `${remoteAddress} ${remotePort}`;

interface Watched {
  readonly socket: Socket;
  /** Complete requests without an answer: while there are any, it is the client that waits. */
  unanswered: Set<ServerResponse>;
  bytes: number;
  activeMs: number;
  turnMs: number;
}

/**
 * Closes idle connections and those with a half-sent request. Node's own limits work only
 * for a server that listens itself, and not over HTTP/2.
 */
export const watchConnections = ({ silentMs, requestMs }: ClientLimits) => {
  const connections = new Map<string, Watched>();

  const look = (): void => {
    const nowMs = performance.now();
    for (const watched of connections.values()) {
      const { socket } = watched;
      const bytes = socket.bytesRead + socket.bytesWritten;
      if (bytes !== watched.bytes) watched.activeMs = nowMs;
      watched.bytes = bytes;
      for (const res of watched.unanswered)
        if (res.writableEnded || res.destroyed) watched.unanswered.delete(res);
      if (watched.unanswered.size > 0) watched.activeMs = watched.turnMs = nowMs;
      if (nowMs - watched.activeMs > silentMs || nowMs - watched.turnMs > requestMs) socket.destroy();
    }
  };
  const timer = setInterval(look, silentMs / LOOKS).unref();

  return {
    add: (socket: Socket): void => {
      const name = nameOf(socket);
      const nowMs = performance.now();
      connections.set(name, { socket, unanswered: new Set(), bytes: 0, activeMs: nowMs, turnMs: nowMs });
      socket.once('close', () => connections.delete(name));
    },
    /** The request that `res` answers is complete. */
    received: (end: OtherEnd, res: ServerResponse): void => {
      const watched = connections.get(nameOf(end));
      if (watched === undefined) return;
      watched.unanswered.add(res);
      watched.turnMs = performance.now();
    },
    close: (): void => {
      clearInterval(timer);
      for (const { socket } of connections.values()) socket.destroy();
    },
  };
};
