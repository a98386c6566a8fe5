import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import type { RunningConsole } from '../../../console/server/server.ts';
import { canonical } from '../../../functions/trip/decimal.ts';
import { isNumeric, TRIP_END_KINDS, TRIP_START_KINDS } from '../../../functions/trip/trip-event.ts';
import { pipesOf, untilDrained } from '../../flow/cloud-under-test.ts';
import type { PageOptions } from '../browser-under-test.ts';
import { consoleOfFile } from '../console-under-test.ts';

type Fields = Readonly<Record<string, string>>;

const KINDS = new Map([...TRIP_START_KINDS, ...TRIP_END_KINDS]);

const rowsOf = (csv: string): readonly Fields[] => parse(csv, { columns: true });

/** A field's value, in the form in which both sides are compared. */
const written = (field: string, value: string): string =>
  isNumeric(KINDS.get(field)) ? canonical(value) : value;

/** What the table must hold for the files: each trip with the fields that have a value. */
export const tripsOfFiles = (...files: readonly string[]): ReadonlyMap<string, Fields> => {
  const trips = new Map<string, Fields>();
  for (const row of files.flatMap(rowsOf)) {
    const { trip_id: id = '' } = row;
    const present = Object.entries(row).filter(([, value]) => value.trim() !== '');
    const fields = Object.fromEntries(present.map(([field, value]) => [field, written(field, value)]));
    trips.set(id, { ...trips.get(id), ...fields });
  }
  return trips;
};

/** The trips in the table whose ids begin with `prefix`, with only the fields of their events. */
export const tripsInTable = async (tableName: string, prefix = ''): Promise<ReadonlyMap<string, Fields>> => {
  const client = new DynamoDBClient();
  const trips = new Map<string, Fields>();
  for await (const { Items = [] } of paginateScan({ client }, { TableName: tableName, ConsistentRead: true }))
    for (const item of Items) {
      const id = item.trip_id?.S ?? '';
      if (!id.startsWith(prefix) || id.includes('#')) continue;
      const fields = Object.entries(item).filter(([field]) => KINDS.has(field));
      trips.set(
        id,
        Object.fromEntries(fields.map(([field, { S, N }]) => [field, written(field, S ?? N ?? '')])),
      );
    }
  client.destroy();
  return trips;
};

/** How many records the pipes have delivered so far. */
export const recordsDelivered = async (url: string): Promise<number> => {
  await untilDrained(url);
  return (await pipesOf(url)).reduce((sum, { records }) => sum + records, 0);
};

/** How a PutRecords request is answered in place of the cloud; undefined lets the cloud answer. */
export type PutFault = () => { readonly status: number; readonly type: string } | 'no answer' | undefined;

/** A proxy between a console and the cloud. Like that of AWS, its host name is not a loopback name. */
export const startProxy = async (cloudUrl: string, fault: PutFault) => {
  const { hostname, port, host } = new URL(cloudUrl);
  const forward = (request: IncomingMessage, response: ServerResponse): void => {
    const headers = { ...request.headers, host };
    const { method, url: path } = request;
    const sent = httpRequest({ hostname, port, path, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    sent.on('error', () => response.destroy());
    request.pipe(sent);
  };
  const server = createServer((request, response) => {
    const found = String(request.headers['x-amz-target']).endsWith('.PutRecords') ? fault() : undefined;
    if (found === undefined) forward(request, response);
    else if (found === 'no answer') request.socket.destroy();
    else {
      const body = JSON.stringify({ __type: found.type, message: 'scripted' });
      response.writeHead(found.status, { 'content-type': 'application/x-amz-json-1.1' }).end(body);
      request.resume();
    }
  });
  server.listen(0, '127.0.0.2');
  await once(server, 'listening');
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.2:${bound}`,
    close: async (): Promise<void> => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

/** Resolves once the page shows its drop zone: before that it takes no files. */
export const takesDrops = (page: Page): Promise<void> =>
  page.locator('.drop-zone button:enabled').first().waitFor();

/** Drops files onto the page, as the browser does for files from elsewhere. */
export const drop = async (
  page: Page,
  files: Readonly<Record<string, string | readonly number[]>>,
): Promise<void> => {
  const script = `((files) => {
    const dataTransfer = new DataTransfer();
    for (const [name, content] of Object.entries(files))
      dataTransfer.items.add(new File([typeof content === 'string' ? content : new Uint8Array(content)], name));
    for (const type of ['dragover', 'drop'])
      document.querySelector('main').dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  })(${JSON.stringify(files)})`;
  await takesDrops(page);
  await page.evaluate(script);
};

/** A cloud, a console of it and a browser, for the tests of the calling file. Opens the producer's pages. */
export const producerOfFile = () => {
  const world = consoleOfFile();
  return {
    ...world,
    openProducer: async (
      { path = '/producer', at = world.console() }: { path?: string; at?: RunningConsole } = {},
      options: PageOptions = {},
    ) => {
      const opened = await world.openPageOf(at, path, options);
      await opened.page.getByRole('heading', { name: 'Producer', level: 1 }).waitFor();
      return opened;
    },
  };
};

/** The rate slider's step for no limit. */
export const NO_LIMIT = '12';

export const sendButton = (page: Page) => page.getByRole('button', { name: /^Send( [\d,]+ events)?$/ });
export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
export const status = (page: Page, word: string) => page.locator('.sending .badge', { hasText: word });

/** Resolves once `isSo` is true. Only the test's own timeout limits the wait. */
export const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await sleep(50);
};

/** How many events the page says were sent. */
export const sentCount = async (page: Page): Promise<number> =>
  Number((await page.locator('.sending-count strong').textContent())?.replaceAll(',', ''));
