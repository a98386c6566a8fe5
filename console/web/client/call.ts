import {
  CHANGE_HEADER,
  CONFIRMED_HEADER,
  type Endpoint,
  FIELDS_TYPE,
  FILE_TYPE,
} from '../../api/endpoint.ts';

/** The server did not answer, or refused the request. The message is a sentence for the user. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
}

export const messageOf = (failure: unknown): string =>
  failure instanceof Error ? failure.message : String(failure);

export const SERVER_GONE =
  'The console does not answer. If its terminal was closed, start it again and open the address it prints.';

const failureIn = async (response: Response): Promise<string> => {
  const failure: { error?: unknown } = await response.json().catch(() => ({}));
  return typeof failure.error === 'string' ? failure.error : `The console answered ${response.status}.`;
};

/** Sends a request to the server. @throws {CallFailed} */
export const fetchFrom = async (path: string, options: RequestInit = {}): Promise<Response> => {
  const response = await fetch(path, options).catch((error: unknown) => {
    if (options.signal?.aborted) throw error;
    throw new CallFailed(SERVER_GONE);
  });
  if (!response.ok) throw new CallFailed(await failureIn(response));
  return response;
};

const queryOf = (input: object): string => {
  const given = Object.entries(input).filter(([, value]) => value !== undefined && value !== '');
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
};

interface CallOptions {
  readonly signal?: AbortSignal | null;
  /** What the user typed to confirm a change. */
  readonly confirmed?: string | undefined;
  /** For a change that uploads a file. */
  readonly file?: Blob;
}

/** Calls an endpoint of the server. @throws {CallFailed} */
export const call = async <Input extends object, Answer>(
  { method, path }: Endpoint<Input, Answer>,
  input: Input,
  { signal = null, confirmed, file }: CallOptions = {},
): Promise<Answer> => {
  const asked = `/api/${path}?${queryOf(input)}`;
  if (method === 'GET') return (await fetchFrom(asked, { signal })).json();
  const headers = {
    'content-type': file === undefined ? FIELDS_TYPE : FILE_TYPE,
    [CHANGE_HEADER]: '1',
    ...(confirmed === undefined ? {} : { [CONFIRMED_HEADER]: confirmed }),
  };
  const [url, body] = file === undefined ? [`/api/${path}`, JSON.stringify(input)] : [asked, file];
  return (await fetchFrom(url, { method, headers, body, signal })).json();
};
