import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const TOKEN_BYTES = 32;

const isSame = (one: string, other: string): boolean => {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
};

const cookieOf = ({ headers }: IncomingMessage, name: string): string | undefined =>
  headers.cookie
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** Decides who may use the console: anyone with the address that it printed, for as long as it runs. */
export class Session {
  /** Part of the printed address. */
  readonly token = randomBytes(TOKEN_BYTES).toString('base64url');
  /** A second secret, so that the address alone does not open the API. */
  readonly #cookieValue = randomBytes(TOKEN_BYTES).toString('base64url');
  readonly #cookieName: string;

  /** Cookies ignore ports, so each console has its port in the name of its cookie. */
  constructor(port: number) {
    this.#cookieName = `tripstream_console_${port}`;
  }

  isToken(given: string): boolean {
    return isSame(given, this.token);
  }

  /** What the token is exchanged for. */
  cookie(): string {
    return `${this.#cookieName}=${this.#cookieValue}; HttpOnly; SameSite=Strict; Path=/`;
  }

  isOpenTo(request: IncomingMessage): boolean {
    return isSame(cookieOf(request, this.#cookieName) ?? '', this.#cookieValue);
  }
}
