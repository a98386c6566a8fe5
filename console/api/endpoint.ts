import { type Fields, fieldsOf } from './fields.ts';

/**
 * Something that a page may ask of the server: its address, and how the server reads its input. Both sides import it.
 * `Answer` is only a type: nothing carries it at run time.
 */
export interface Endpoint<Input, Answer> {
  readonly method: 'GET' | 'POST';
  /** Below `/api/`. */
  readonly path: string;
  /** A file comes with it, as its body. */
  readonly takesFile?: true;
  /** @throws {BadRequest} */
  readonly parse: (given: unknown) => Input;
  /** Whether it changes anything: then only a console that may do so answers. */
  readonly changes: boolean;
  /** The largest body that the server reads. @default 1 MiB */
  readonly mostBodyBytes?: number | undefined;
  readonly answer?: Answer;
}

/** A question that changes nothing. The fields of its input arrive as text. */
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

/** A question that changes nothing, with an input too long for an address. */
export const ask = posted(false);

/** A change. The server makes it only if this console may, and only when our own page asks. */
export const change = posted(true);

/** A change that a file comes with. The fields of its input arrive as text, as those of a question. */
export const upload = <Input, Answer>(
  path: string,
  input: (fields: Fields) => Input,
): Endpoint<Input, Answer> & { readonly takesFile: true } => ({ ...change(path, input), takesFile: true });

/** Something that a page watches: the server sends its `Message` at once and after each change. */
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

/** The type of what comes with a change: fields, or a file. No form of another origin can send either. */
export const FIELDS_TYPE = 'application/json';
export const FILE_TYPE = 'application/octet-stream';

/** Sent with every change; a page of another origin cannot set it without asking first. */
export const CHANGE_HEADER = 'x-tripstream-console';
/** Sent with a change in a stage that asks for its name: the name as it was typed. */
export const CONFIRMED_HEADER = 'x-tripstream-confirmed';
