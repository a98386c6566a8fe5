import { type Fields, fieldsOf } from './fields.ts';

/**
 * A request that a page can make to the server: its path, and how the server reads its input. Both sides import it.
 * `Answer` is only a type: no value holds it at run time.
 */
export interface Endpoint<Input, Answer> {
  readonly method: 'GET' | 'POST';
  /** Below `/api/`. */
  readonly path: string;
  /** The request body is a file. */
  readonly takesFile?: true;
  /** @throws {BadRequest} */
  readonly parse: (given: unknown) => Input;
  /** Whether it changes anything. If so, a read-only console refuses it. */
  readonly changes: boolean;
  /** The largest body that the server reads. @default 1 MiB */
  readonly mostBodyBytes?: number | undefined;
  readonly answer?: Answer;
}

/** A request that changes nothing. Its input fields arrive as text. */
export const read = <Input, Answer>(
  path: string,
  input: (fields: Fields) => Input,
): Endpoint<Input, Answer> => ({
  method: 'GET',
  path,
  parse: (given) => input(fieldsOf(given)),
  changes: false,
});

/** Takes its input as a JSON body. */
const posted =
  (changes: boolean) =>
  <Input, Answer>(
    path: string,
    input: (fields: Fields) => Input,
    { mostBodyBytes }: { readonly mostBodyBytes?: number } = {},
  ): Endpoint<Input, Answer> => ({
    method: 'POST',
    path,
    parse: (given) => input(fieldsOf(given)),
    changes,
    mostBodyBytes,
  });

/** A request that changes nothing, but whose input is too long for a URL. */
export const ask = posted(false);

/** A change. The server makes it only if this console allows writes, and only for our own page. */
export const change = posted(true);

/** A change that uploads a file. Its input fields arrive as text, like those of `read`. */
export const upload = <Input, Answer>(
  path: string,
  input: (fields: Fields) => Input,
): Endpoint<Input, Answer> & { readonly takesFile: true } => ({ ...change(path, input), takesFile: true });

/** A topic that a page can watch: the server sends a `Message` at once and after each change. */
export interface Topic<Params, Message> {
  readonly name: string;
  /** @throws {BadRequest} */
  readonly parse: (given: unknown) => Params;
  readonly message?: Message;
}

export const topic = <Params, Message>(
  name: string,
  params: (fields: Fields) => Params,
): Topic<Params, Message> => ({ name, parse: (given) => params(fieldsOf(given)) });

/** For endpoints without input. */
export const nothing = (): Nothing => ({});
export type Nothing = Record<never, never>;

/** The body of an error response, with a status of 400 or above. */
export interface Failure {
  /** A sentence for the person at the page: what is wrong and what to do. */
  readonly error: string;
}

/** The content type of a change: fields, or a file. No form on another origin can send either. */
export const FIELDS_TYPE = 'application/json';
export const FILE_TYPE = 'application/octet-stream';

/** Sent with every change. A page on another origin cannot set it without a preflight request. */
export const CHANGE_HEADER = 'x-tripstream-console';
/** Sent with a change if the stack asks for a name to be typed: the name as typed. */
export const CONFIRMED_HEADER = 'x-tripstream-confirmed';
