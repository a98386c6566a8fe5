import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { oneLine } from '../../producer/terminal/command-error.ts';
import { writeError } from '../../producer/terminal/output.ts';
import { BadRequest } from '../api/fields.ts';
import { LIVE_PATH } from '../api/live.ts';
import { openStackAccess, type StackAccess, type StackAccessOptions } from './aws/stack-access.ts';
import { exchangeToken, refusalOf, refusedChange } from './http/access.ts';
import { answer, refuse } from './http/answer.ts';
import { SECURITY_HEADERS } from './http/security-headers.ts';
import { Session } from './http/session.ts';
import { LiveUpdates } from './live/live-updates.ts';
import { type Asset, bundlePage, readDocument } from './page-bundle.ts';
import { ROUTES, WATCHES } from './routes.ts';

export interface ConsoleOptions extends StackAccessOptions {
  /** On 127.0.0.1; 0 takes any free port. Default: the usual port or, if that is taken, any free one. */
  readonly port?: number | undefined;
  /** The pages' script and style. By default they are bundled from their sources when a page first asks for one. */
  readonly assets?: ReadonlyMap<string, Asset> | undefined;
}

/** A running console. */
export type RunningConsole = Awaited<ReturnType<typeof startConsole>>;

const USUAL_PORT = 4580;

interface Parts {
  readonly port: number;
  readonly session: Session;
  readonly stack: StackAccess;
  readonly live: LiveUpdates;
  readonly assets: () => Promise<ReadonlyMap<string, Asset>>;
  readonly document: Uint8Array;
}

const sendAsset = ({ type, bytes }: Asset, response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': type, 'content-length': bytes.byteLength });
  response.end(bytes);
};

const answerApi = async (
  request: IncomingMessage,
  url: URL,
  response: ServerResponse,
  { stack, live }: Parts,
): Promise<void> => {
  if (url.pathname === LIVE_PATH) return live.stream(url.searchParams.getAll('watch'), response);
  const path = url.pathname.slice('/api/'.length);
  const route = ROUTES.find((one) => one.path === path && one.method === request.method);
  if (route === undefined)
    return refuse(response, { status: 404, error: `The console has no ${request.method} ${url.pathname}.` });
  const refusal = route.changes ? refusedChange(request, stack) : undefined;
  if (refusal !== undefined) return refuse(response, refusal);
  await answer(route, request, response, { stack, query: url.searchParams });
};

const handle = async (request: IncomingMessage, response: ServerResponse, parts: Parts): Promise<void> => {
  response.setHeaders(SECURITY_HEADERS);
  const { port, session, assets, document } = parts;
  const url = URL.parse(request.url ?? '/', `http://127.0.0.1:${port}`);
  if (url === null) return refuse(response, { status: 400, error: 'The address cannot be read.' });
  const refusal = refusalOf(request, session, port);
  const canExchange = request.method === 'GET' && (refusal === undefined || refusal.status === 401);
  if (canExchange && exchangeToken(url, session, response)) return;
  if (refusal !== undefined) return refuse(response, refusal);
  if (url.pathname.startsWith('/api/')) return answerApi(request, url, response, parts);
  if (request.method !== 'GET') return refuse(response, { status: 405, error: 'A page can only be read.' });
  const [, name] = /^\/assets\/(.+)/.exec(url.pathname) ?? [];
  const asset = name === undefined ? undefined : (await assets()).get(name);
  if (asset !== undefined) return sendAsset(asset, response);
  sendAsset({ type: 'text/html; charset=utf-8', bytes: document }, response);
};

const listen = async (server: ReturnType<typeof createServer>, port: number): Promise<number> => {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
};

const isTaken = (error: unknown): boolean =>
  Error.isError(error) && 'code' in error && error.code === 'EADDRINUSE';

/** Serves the console until it is closed. @throws {Error} with the code EADDRINUSE if the given port is taken */
export const startConsole = async ({ port: asked, assets: bundled, ...options }: ConsoleOptions) => {
  const document = await readDocument();
  let bundling = bundled && Promise.resolve(bundled);
  const assets = (): Promise<ReadonlyMap<string, Asset>> => {
    bundling ??= bundlePage();
    return bundling;
  };
  const stack = openStackAccess(options);
  const live = new LiveUpdates(WATCHES, stack);
  let parts: Parts;
  const handled = new Set<Promise<void>>();
  stack.beforeClose(async () => void (await Promise.all(handled)));
  const server = createServer((request, response) => {
    const work = handle(request, response, parts).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else if (error instanceof BadRequest) refuse(response, { status: 400, error: error.message });
      else {
        writeError(`console: ${oneLine(error)}\n`);
        refuse(response, { status: 500, error: 'The console failed: see its terminal for the error.' });
      }
    });
    handled.add(work);
    void work.finally(() => handled.delete(work));
  });
  const port = await listen(server, asked ?? USUAL_PORT).catch((error: unknown) => {
    if (asked === undefined && isTaken(error)) return listen(server, 0);
    throw error;
  });
  const session = new Session(port);
  parts = { port, session, stack, live, assets, document };
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    /** Contains the token: anyone who has it may use the console. */
    address: `${url}/?token=${session.token}`,
    /** Resolves when all requests from pages have ended, so that no queue reader hides messages any more. */
    close: async (): Promise<void> => {
      live.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await stack.close();
    },
  };
};
