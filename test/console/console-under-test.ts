import { writeFileSync } from 'node:fs';
import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type { ConsoleOptions, RunningConsole } from '../../console/server/server.ts';
import { openCloud, tripstream as tripstreamOn, untilDrained } from '../flow/cloud-under-test.ts';
import {
  type BrowserUnderTest,
  goWithin,
  type OpenPage,
  openBrowser,
  type PageOptions,
} from './browser-under-test.ts';
import type { TripFiles } from './sample-under-test.ts';
import { startConsoleUnderTest } from './server-under-test.ts';

const START_TIMEOUT_MS = 180_000;

/** One browser for the tests of the calling file. No test leaves a page behind, because it would keep asking. */
export const browserOfFile = () => {
  let browser: BrowserUnderTest;
  beforeAll(async () => {
    browser = await openBrowser();
  }, START_TIMEOUT_MS);
  afterEach(() => browser.leavePages());
  afterAll(() => browser.close());
  return {
    open: (options?: PageOptions): Promise<OpenPage> => browser.open(options),
    /** Opens a page of a console, in its own profile with the console's cookie. */
    openPageOf: async (
      { address, url }: RunningConsole,
      path = '/',
      options: PageOptions = {},
    ): Promise<OpenPage> => {
      const opened = await browser.openCleared(options);
      if (options.staysLoaded && opened.page.url().startsWith(`${url}/`)) {
        await goWithin(opened.page, path);
        return opened;
      }
      // Exchanges the token without loading the Flow page, which reads much of the stack.
      // The console may just be closing the kept-alive connection, so this tries once more.
      await opened.page.context().request.get(address, { maxRedirects: 0, maxRetries: 1 });
      await opened.page.goto(`${url}${path}`);
      return opened;
    },
  };
};

/** The headers of a request from a page of this console. */
export const headersOf = async ({ address, url }: RunningConsole) => {
  const { headers } = await fetch(address, { redirect: 'manual' });
  return {
    cookie: headers.get('set-cookie')?.split(';')[0] ?? '',
    origin: url,
    'x-tripstream-console': '1',
  };
};

/** A browser and a cloud in this process, for the tests of the calling file. AWS clients reach the cloud. */
export const cloudOfFile = () => {
  const browser = browserOfFile();
  const opened = new AsyncDisposableStack();
  let cloud: Awaited<ReturnType<typeof openCloud>>;
  beforeAll(async () => {
    cloud = await openCloud({ seed: 1, faults: [] });
    opened.defer(cloud.close);
  }, START_TIMEOUT_MS);
  afterAll(() => opened.disposeAsync());
  const tripstream = (...args: readonly string[]): Promise<string> => tripstreamOn(cloud.url, ...args);
  return {
    ...browser,
    /** What the tests open in addition to the cloud; closed before it. */
    opened,
    url: (): string => cloud.url,
    /** The stack output with this name. */
    output: (name: string): string => cloud.output(name),
    injectFault: (fault: object): Disposable => cloud.injectFault(fault),
    folder: (name: string): string => cloud.folder(name),
    /** Starts another console; of this cloud, unless `options` say otherwise. */
    startConsole: async (options: Partial<ConsoleOptions> = {}): Promise<RunningConsole> => {
      const running = await startConsoleUnderTest({ endpoint: cloud.url, ...options });
      opened.defer(() => running.close());
      return running;
    },
    /** Sends any records to the stream that this output names. */
    put: async (stream: string, ...records: readonly (readonly [key: string, payload: string])[]) => {
      const kinesis = new KinesisClient();
      const Records = records.map(([PartitionKey, payload]) => ({
        PartitionKey,
        Data: Buffer.from(payload),
      }));
      await kinesis.send(new PutRecordsCommand({ StreamName: cloud.output(stream), Records }));
      kinesis.destroy();
    },
    /** Sends the events of the files, and waits until the pipes have delivered them. */
    produce: async ({ start, end }: Pick<TripFiles, 'start' | 'end'>): Promise<void> => {
      const files = [cloud.folder('starts.csv'), cloud.folder('ends.csv')] as const;
      writeFileSync(files[0], start);
      writeFileSync(files[1], end);
      await tripstream('produce', '--starts', files[0], '--ends', files[1], '--json');
      await untilDrained(cloud.url);
    },
    /** Runs the CLI against the cloud and returns its standard output. */
    tripstream,
  };
};

/** A browser, a cloud and one console of it, for the tests of the calling file. */
export const consoleOfFile = () => {
  const cloud = cloudOfFile();
  let running: RunningConsole;
  beforeAll(async () => {
    running = await cloud.startConsole();
  }, START_TIMEOUT_MS);
  return {
    ...cloud,
    console: (): RunningConsole => running,
    openPage: (path?: string, options?: PageOptions): Promise<OpenPage> =>
      cloud.openPageOf(running, path, { staysLoaded: true, ...options }),
  };
};
