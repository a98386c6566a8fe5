import { writeFileSync } from 'node:fs';
import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type { ConsoleOptions, RunningConsole } from '../../console/server/server.ts';
import { type LocalCloud, startCloud } from '../../local/cloud.ts';
import { changedAssembly, deliverAtOnce } from '../flow/assembly-under-test.ts';
import { clientEnvironment, openWorkshop, outputIn, untilDrained } from '../flow/cloud-under-test.ts';
import { tripstreamHere } from '../producer/tripstream-under-test.ts';
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

/** One browser for the tests of the file that calls this. Each test leaves no page behind: it would go on asking. */
export const browserOfFile = () => {
  let browser: BrowserUnderTest;
  beforeAll(async () => {
    browser = await openBrowser();
  }, START_TIMEOUT_MS);
  afterEach(() => browser.leavePages());
  afterAll(() => browser.close());
  return {
    open: (options?: PageOptions): Promise<OpenPage> => browser.open(options),
    /** Opens a page of a console, in a profile of its own that has the console's cookie. */
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
      // Exchanges the token, but not for the page of the flow, which reads much of the stack.
      // The console may just be closing the connection that was kept alive, so this tries once more.
      await opened.page.context().request.get(address, { maxRedirects: 0, maxRetries: 1 });
      await opened.page.goto(`${url}${path}`);
      return opened;
    },
  };
};

/** What a request of a page of this console has. */
export const headersOf = async ({ address, url }: RunningConsole) => {
  const { headers } = await fetch(address, { redirect: 'manual' });
  return {
    cookie: headers.get('set-cookie')?.split(';')[0] ?? '',
    origin: url,
    'x-tripstream-console': '1',
  };
};

/** A browser and a cloud of this process for the tests of the file that calls this; AWS clients reach the cloud. */
export const cloudOfFile = () => {
  const browser = browserOfFile();
  const opened = new AsyncDisposableStack();
  let cloud: LocalCloud;
  let folder: (name: string) => string;
  beforeAll(async () => {
    const workshop = await openWorkshop();
    opened.defer(() => workshop.remove());
    ({ folder } = workshop);
    cloud = await startCloud({
      ...{ assemblyDir: changedAssembly(workshop.assembly, folder('cdk.out'), deliverAtOnce), port: 0 },
      faultPlan: { seed: 1, rules: [] },
    });
    opened.defer(() => cloud.stop());
    Object.assign(process.env, clientEnvironment(cloud.url));
  }, START_TIMEOUT_MS);
  afterAll(() => opened.disposeAsync());
  const output = (name: string): string => outputIn(cloud.outputs)(name);
  const tripstream = async (...args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await tripstreamHere([...args, '--endpoint', cloud.url]);
    if (code !== 0) throw new Error(`tripstream ${args.join(' ')} ended with ${code}: ${stderr}`);
    return stdout;
  };
  return {
    ...browser,
    /** What the tests open beside the cloud; closed before it. */
    opened,
    url: (): string => cloud.url,
    /** What the stack says under this name. */
    output,
    injectFault: (fault: object): Disposable => cloud.injectFault(fault),
    folder: (name: string): string => folder(name),
    /** One more console, of this cloud if `options` say nothing else. */
    startConsole: async (options: Partial<ConsoleOptions> = {}): Promise<RunningConsole> => {
      const running = await startConsoleUnderTest({ endpoint: cloud.url, ...options });
      opened.defer(() => running.close());
      return running;
    },
    /** Sends records to the stream with this output, whatever they are. */
    put: async (stream: string, ...records: readonly (readonly [key: string, payload: string])[]) => {
      const kinesis = new KinesisClient();
      const Records = records.map(([PartitionKey, payload]) => ({
        PartitionKey,
        Data: Buffer.from(payload),
      }));
      await kinesis.send(new PutRecordsCommand({ StreamName: output(stream), Records }));
      kinesis.destroy();
    },
    /** Sends the events of the files, and waits until the pipes have handed them over. */
    produce: async ({ start, end }: Pick<TripFiles, 'start' | 'end'>): Promise<void> => {
      const files = [folder('starts.csv'), folder('ends.csv')] as const;
      writeFileSync(files[0], start);
      writeFileSync(files[1], end);
      await tripstream('produce', '--starts', files[0], '--ends', files[1], '--json');
      await untilDrained(cloud.url);
    },
    /** Runs the command line against the cloud and gives its standard output. */
    tripstream,
  };
};

/** A browser, a cloud and one console of it for the tests of the file that calls this. */
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
