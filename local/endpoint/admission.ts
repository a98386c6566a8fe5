import type { IncomingMessage } from 'node:http';

/**
 * Headers that browsers add to the requests of web pages, and that no AWS client sends. Every request of a page that
 * needs no preflight has at least one of them. https://www.w3.org/TR/fetch-metadata/
 */
const BROWSER_HEADERS = ['origin', 'sec-fetch-site', 'sec-fetch-dest', 'referer'];

/** Names that never leave this machine; an S3 client may put the bucket before `localhost`. */
const LOOPBACK_HOST = /^(?:127\.0\.0\.1|\[::1\]|(?:[a-z0-9-]+\.)*localhost)(?::(\d{1,5}))?$/i;
const DEFAULT_PORT = 80;

/** Why a request looks as if it came from a web page or was meant for another host; undefined if it does not. */
export const whyNotAdmitted = ({ headers }: IncomingMessage, port: number): string | undefined => {
  const hosts = [headers.host, headers[':authority']].filter((host) => host !== undefined);
  const foreign = hosts.length === 0 ? '' : hosts.find((host) => !isOwnHost(String(host), port));
  if (foreign !== undefined) {
    return `The local cloud answers to 127.0.0.1:${port} and localhost:${port} only, not to the Host "${String(foreign)}".`;
  }
  const sentBy = BROWSER_HEADERS.find((name) => headers[name] !== undefined);
  if (sentBy === undefined) return undefined;
  return `The local cloud does not answer browsers, and this request has the header ${sentBy}: use an AWS client or curl.`;
};

/** Without this, a page whose host name resolves to 127.0.0.1 would count as local (DNS rebinding). */
const isOwnHost = (host: string, port: number): boolean => {
  const [isLoopback, portText = DEFAULT_PORT] = LOOPBACK_HOST.exec(host) ?? [];
  return isLoopback !== undefined && Number(portText) === port;
};

/** A path that every service can read: absolute, one leading slash, and no broken percent-encoding. */
export const isReadableTarget = (target: string): boolean => {
  if (!/^\/(?!\/)/.test(target) || !URL.canParse(target, 'http://localhost')) return false;
  try {
    decodeURIComponent(target.split('?')[0] ?? '');
    return true;
  } catch {
    return false;
  }
};
