import { randomUUID } from 'node:crypto';
import { isObject, type Properties } from '../values/json.ts';
import { type Answer, type Listener, xmlText } from './answer.ts';
import { AwsError, type AwsInput, awsErrorOf } from './aws-json-protocol.ts';

/** What XML is made of: a list becomes `member` elements, a `Map` becomes `entry` elements of `key` and `value`. */
export type Xml = string | Xml[] | ReadonlyMap<string, string> | { [element: string]: Xml };
export type XmlElements = { [element: string]: Xml };

/** One operation of a service: the parsed parameters to the elements of its result. */
export type QueryOperation = (input: AwsInput) => XmlElements | Promise<XmlElements>;

/** What `queryProtocol` needs to know about a service. */
export interface QueryService {
  /** For messages, e.g. `CloudFormation`. */
  readonly name: string;
  readonly namespace: string;
  readonly operations: Readonly<Record<string, QueryOperation>>;
}

/**
 * Serves a service's operations over the Query protocol
 * (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html). Errors are answered as {@link awsErrorOf} says.
 */
export const queryProtocol =
  (service: QueryService): Listener =>
  async (req, body) => {
    // Links such as SNS's subscription confirmations have the parameters in the URL.
    const inAddress = req.url?.split('?')[1];
    const parameters = new URLSearchParams(req.method === 'GET' ? inAddress : body.toString('utf8'));
    const action = parameters.get('Action') ?? '';
    try {
      return success(service, action, await run(service, action, parameters));
    } catch (error) {
      return failure(service, error);
    }
  };

const run = ({ name, operations }: QueryService, action: string, parameters: URLSearchParams) => {
  const operation = Object.hasOwn(operations, action) ? operations[action] : undefined;
  if (operation) return operation(parseQuery(parameters));
  throw new AwsError('InvalidAction', `The local cloud has no ${name} operation "${action}".`);
};

/**
 * The parameters as the object that they describe: `Tags.member.1.Key=a` is `{ Tags: [{ Key: 'a' }] }`, and
 * `Attributes.entry.1.key=a&Attributes.entry.1.value=b` is `{ Attributes: { a: 'b' } }`. Values stay text.
 */
export const parseQuery = (parameters: Iterable<[string, string]>): Properties => {
  const root = withoutPrototype();
  for (const [path, value] of parameters) {
    const names = path.split('.');
    if (names.length > DEEPEST) {
      throw new AwsError('MalformedQueryString', `A parameter's name has more than ${DEEPEST} parts.`);
    }
    let parent = root;
    for (const name of names.slice(0, -1)) {
      const child = parent[name];
      parent = isObject(child) ? child : newChild(parent, name);
    }
    parent[names.at(-1) ?? path] = value;
  }
  return mapValues(root);
};

/** No service's model is that deep. */
const DEEPEST = 32;

/** Makes a parameter named `__proto__.x` one like any other. */
const withoutPrototype = (): Properties => Object.create(null);

const newChild = (parent: Properties, name: string): Properties => {
  const child = withoutPrototype();
  parent[name] = child;
  return child;
};

const mapValues = (value: Properties): Properties =>
  Object.fromEntries(Object.entries(value).map(([name, child]) => [name, collection(child)]));

const collection = (value: unknown): unknown => {
  if (!isObject(value)) return value;
  const { member, entry } = value;
  if (isObject(member)) return Object.values(member).map(collection);
  if (!isObject(entry)) return mapValues(value);
  const pairs = Object.values(entry).filter(isObject);
  return Object.fromEntries(
    pairs.map(({ key, Name, value: text, Value }) => [entryKey(key ?? Name), collection(text ?? Value)]),
  );
};

const entryKey = (key: unknown): string => {
  if (typeof key === 'string') return key;
  throw new AwsError('MalformedQueryString', 'An entry of a map has no key, or a key that is not text.');
};

const success = ({ namespace }: QueryService, action: string, result: XmlElements): Answer =>
  xmlAnswer(200, namespace, `${action}Response`, {
    [`${action}Result`]: result,
    ResponseMetadata: { RequestId: randomUUID() },
  });

const failure = ({ name, namespace }: QueryService, error: unknown): Answer => {
  const { code, message, statusCode } = awsErrorOf(name, error);
  const type = statusCode < 500 ? 'Sender' : 'Receiver';
  return xmlAnswer(statusCode, namespace, 'ErrorResponse', {
    Error: { Type: type, Code: code, Message: message },
    RequestId: randomUUID(),
  });
};

const xmlAnswer = (statusCode: number, namespace: string, root: string, content: XmlElements): Answer => ({
  statusCode,
  headers: { 'content-type': 'text/xml' },
  body: Buffer.from(`<${root} xmlns="${namespace}">${toXml(content)}</${root}>`),
});

const toXml = (value: Xml): string => {
  if (typeof value === 'string') return xmlText(value);
  if (Array.isArray(value)) return value.map((item) => `<member>${toXml(item)}</member>`).join('');
  if (value instanceof Map) {
    return [...value].map(([key, text]) => `<entry>${toXml({ key, value: text })}</entry>`).join('');
  }
  return Object.entries(value)
    .map(([element, content]) => `<${element}>${toXml(content)}</${element}>`)
    .join('');
};
