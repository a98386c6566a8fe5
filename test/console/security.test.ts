import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type RunningConsole, startConsole } from '../../console/server/server.ts';
import { OTHER_SITE } from './browser-under-test.ts';
import { browserOfFile } from './console-under-test.ts';

let consoleUnderTest: RunningConsole;
const browser = browserOfFile();
const opened = new AsyncDisposableStack();
/** Someone else's server, the HTML that it serves, and the requests that it got. */
let otherUrl = '';
let otherHtml = '';
const asked: IncomingMessage[] = [];

const portOf = (server: Server): number => {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
};

beforeAll(async () => {
  // Nothing listens there: these tests are about who is let in, not about what is found.
  consoleUnderTest = await startConsole({ endpoint: 'http://127.0.0.1:9', port: 0 });
  opened.defer(() => consoleUnderTest.close());
  const other = createServer((request, response) => {
    asked.push(request);
    response.writeHead(200, { 'content-type': 'text/html' }).end(otherHtml);
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  opened.defer(() => {
    other.closeAllConnections();
    other.close();
  });
  otherUrl = `http://${OTHER_SITE}:${portOf(other)}/`;
});
afterAll(() => opened.disposeAsync());

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Unlike fetch, node:http sends any Host and Origin. */
const ask = (path: string, { method = 'GET', headers = {} }: Asked = {}) =>
  new Promise<{ status: number; headers: IncomingMessage['headers']; body: string }>((resolve, reject) => {
    const sent = httpRequest(new URL(path, consoleUnderTest.url), { method, headers }, async (response) => {
      let body = '';
      for await (const chunk of response) body += chunk;
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
    });
    sent.on('error', reject);
    sent.end(method === 'POST' ? '{}' : undefined);
  });

const addressPath = (): string => consoleUnderTest.address.slice(consoleUnderTest.url.length);

const logIn = async (): Promise<string> => {
  const { headers } = await ask(addressPath());
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
};

describe('who is let in', () => {
  test('the address is exchanged for a cookie that no script reads and no other site sends', async () => {
    const { status, headers } = await ask(addressPath());
    expect(status).toBe(303);
    expect(headers.location).toBe('/');
    expect(headers['set-cookie']).toEqual([
      expect.stringMatching(/^tripstream_console_\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/),
    ]);
    expect(headers['set-cookie']?.[0]).not.toContain(
      new URL(consoleUnderTest.address).searchParams.get('token'),
    );
  });

  test('without the cookie nothing is served, not even the script', async () => {
    for (const path of ['/', '/runs', '/assets/app.js', '/api/live', '/?token=guess']) {
      const { status, body } = await ask(path);
      expect([path, status]).toEqual([path, 401]);
      expect(JSON.parse(body).error).toContain('open the address that it printed');
    }
    expect(await ask('/', { headers: { cookie: 'tripstream_console_1=guess' } })).toMatchObject({
      status: 401,
    });
  });

  test('every answer forbids foreign scripts, frames and referrers', async () => {
    const cookie = await logIn();
    for (const path of ['/', '/assets/app.js', '/api/none']) {
      const { headers } = await ask(path, { headers: { cookie } });
      expect(headers['content-security-policy']).toContain("default-src 'self'; ");
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect(headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'x-frame-options': 'DENY' });
    }
  });
});

test('the page, its script and its style are served to anyone who is let in', async () => {
  const cookie = await logIn();
  for (const [path, type] of [
    ['/', 'text/html'],
    ['/assets/app.js', 'text/javascript'],
    ['/assets/app.css', 'text/css'],
  ]) {
    const { status, headers } = await ask(path ?? '', { headers: { cookie } });
    expect([path, status, headers['content-type']]).toEqual([path, 200, `${type}; charset=utf-8`]);
  }
});

describe('a change from elsewhere', () => {
  test('is refused unless origin, header and type are those of our own page', async () => {
    const ours = {
      cookie: await logIn(),
      origin: consoleUnderTest.url,
      'x-tripstream-console': '1',
      'content-type': 'application/json',
    };
    const post = async (headers: Readonly<Record<string, string>>): Promise<number> =>
      (await ask('/api/none', { method: 'POST', headers })).status;
    // It passes every check and then finds that there is no such change.
    expect(await post(ours)).toBe(404);
    expect(await post({ ...ours, origin: otherUrl.slice(0, -1) })).toBe(403);
    expect(await post({ ...ours, origin: 'null' })).toBe(403);
    expect(await post({ ...ours, 'x-tripstream-console': '' })).toBe(403);
    expect(await post({ ...ours, 'content-type': 'text/plain' })).toBe(403);
    expect(await post({ ...ours, cookie: '' })).toBe(401);
    const aFile = { ...ours, 'content-type': 'application/octet-stream' };
    expect(await post(aFile)).toBe(404);
    expect(await post({ ...aFile, origin: otherUrl.slice(0, -1) })).toBe(403);
    expect(await post({ ...aFile, 'x-tripstream-console': '' })).toBe(403);
  });
});

describe('what a page of another site tries', () => {
  test('cross-site POST: a form and a script of another site are refused', async () => {
    const { page } = await browser.open();
    await page.goto(consoleUnderTest.address);
    const statuses: number[] = [];
    page.on('response', (response) => {
      if (response.url().includes('/api/none')) statuses.push(response.status());
    });
    otherHtml = `<form method="post" action="${consoleUnderTest.url}/api/none"><button>go</button></form>`;
    await page.goto(otherUrl);
    const script = `fetch('${consoleUnderTest.url}/api/none', {method: 'POST', mode: 'no-cors', credentials: 'include', body: '{}'}).then(() => 'sent', () => 'blocked')`;
    await page.evaluate(script);
    const withHeader = `fetch('${consoleUnderTest.url}/api/none', {method: 'POST', credentials: 'include', headers: {'x-tripstream-console': '1', 'content-type': 'application/json'}, body: '{}'}).then(() => 'sent', () => 'blocked')`;
    expect(await page.evaluate(withHeader)).toBe('blocked');
    await Promise.all([page.waitForURL('**/api/none'), page.getByRole('button').click()]);
    expect(statuses.filter((status) => status !== 403)).toEqual([]);
    expect(statuses.length).toBeGreaterThanOrEqual(1);
  });

  test('rebinding: under another host name the console answers nobody, not even with its token', async () => {
    const { page } = await browser.open();
    const rebound = consoleUnderTest.address.replace('127.0.0.1', OTHER_SITE);
    const response = await page.goto(rebound);
    expect(response?.status()).toBe(421);
    expect(await page.context().cookies()).toEqual([]);
  });

  test('framing: another page cannot show the console inside itself', async () => {
    const { page, errors } = await browser.open();
    await page.goto(consoleUnderTest.address);
    otherHtml = `<iframe src="${consoleUnderTest.url}/"></iframe>`;
    // To the browser, another port is the same site: the cookie goes along, and only the headers keep the frame empty.
    await page.goto(otherUrl.replace(OTHER_SITE, '127.0.0.1'));
    await page.waitForLoadState('networkidle');
    const framed = page.frames().find((frame) => frame !== page.mainFrame());
    expect(framed?.url()).not.toContain('127.0.0.1');
    expect(errors.join()).toContain('frame-ancestors');
  });

  test('referrer: neither the address nor a link tells another site the token', async () => {
    const { page } = await browser.open();
    await page.goto(consoleUnderTest.address);
    expect(page.url()).toBe(`${consoleUnderTest.url}/`);
    asked.length = 0;
    await page.evaluate(`location.href = ${JSON.stringify(otherUrl)}`);
    await page.waitForURL(otherUrl);
    expect(asked.map(({ headers }) => headers.referer)).toEqual(asked.map(() => undefined));
    expect(asked.length).toBeGreaterThanOrEqual(1);
  });

  test('stored script: markup in what a page shows is text', async () => {
    const { page, errors } = await browser.open();
    await page.goto(consoleUnderTest.address);
    await page.goto(`${consoleUnderTest.url}/<img src=x onerror=document.title='owned'>`);
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    expect(await page.locator('main img').count()).toBe(0);
    expect(await page.title()).toBe('No such page · Tripstream');
    expect(errors).toEqual([]);
  });

  test('script in a page: what is not from our own files does not run', async () => {
    const { page, errors } = await browser.open();
    await page.goto(consoleUnderTest.address);
    const insert = `
      const script = document.createElement('script');
      try { script.textContent = "document.title = 'owned'"; document.body.append(script); } catch {}
      try { document.body.innerHTML = '<p>owned</p>'; } catch {}
      document.title`;
    expect(await page.evaluate(insert)).not.toBe('owned');
    expect(await page.getByText('owned').count()).toBe(0);
    expect(errors.join()).toMatch(/Trusted ?Script|TrustedHTML|Content Security Policy/);
  });
});
