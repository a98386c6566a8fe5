import { AwsError } from '../../endpoint/aws-json-protocol.ts';
import { ACCOUNT_ID } from '../../values/account.ts';
import { isObject, type Properties } from '../../values/json.ts';

/** A service that acts on a topic. */
export type ServiceRequest = {
  /** E.g. `cloudwatch.amazonaws.com`. */
  readonly service: string;
  /** E.g. `sns:Publish`. */
  readonly action: string;
  readonly resource: string;
  /** The condition keys that the service sets, e.g. `aws:SourceArn`. */
  readonly context: Readonly<Record<string, string>>;
};

/**
 * The policy of a topic that was given none: https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 */
export const defaultPolicy = (topicArn: string): Properties => ({
  Version: '2008-10-17',
  Id: '__default_policy_ID',
  Statement: [
    {
      Sid: '__default_statement_ID',
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: ['SNS:GetTopicAttributes', 'SNS:SetTopicAttributes', 'SNS:Subscribe', 'SNS:Publish'],
      Resource: topicArn,
      Condition: { StringEquals: { 'AWS:SourceOwner': ACCOUNT_ID } },
    },
  ],
});

/**
 * Refuses statements that `allows` cannot evaluate, so that none is misread.
 *
 * @throws AwsError InvalidParameter, one line that names the element or operator
 */
export const assertDecidable = (policy: Properties): void => {
  for (const statement of statementsOf(policy)) {
    const unknown = Object.keys(statement).find((element) => !ELEMENTS.includes(element));
    if (unknown !== undefined) throw undecidable(`element ${unknown}`);
    for (const [operator] of conditionsOf(statement)) {
      if (operatorOf(operator) === undefined) {
        throw undecidable(`condition operator ${operator}`);
      }
    }
  }
};

const undecidable = (what: string): AwsError =>
  new AwsError('InvalidParameter', `Invalid parameter: the local cloud does not know the policy's ${what}`);

/**
 * Whether the policy of a topic lets a service act: some statement allows it and none denies it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export const allows = (policy: Properties, request: ServiceRequest): boolean => {
  const matching = statementsOf(policy).filter((statement) => applies(statement, request));
  return (
    matching.some(({ Effect }) => Effect === 'Allow') && !matching.some(({ Effect }) => Effect === 'Deny')
  );
};

const ELEMENTS = ['Sid', 'Effect', 'Principal', 'Action', 'Resource', 'Condition'];

const statementsOf = ({ Statement }: Properties): Properties[] =>
  (Array.isArray(Statement) ? Statement : [Statement]).filter(isObject);

const applies = (statement: Properties, { service, action, resource, context }: ServiceRequest): boolean =>
  isPrincipal(statement.Principal, service) &&
  texts(statement.Action).some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase())) &&
  texts(statement.Resource).some((pattern) => matches(pattern, resource)) &&
  conditionsOf(statement).every((condition) => holds(condition, context));

/** `*` and `{ "AWS": "*" }` include services: the default policy lets CloudWatch publish. */
const isPrincipal = (principal: unknown, service: string): boolean => {
  if (!isObject(principal)) return principal === '*';
  return texts(principal.Service).includes(service) || texts(principal.AWS).includes('*');
};

type Condition = [operator: string, key: string, wanted: string[]];

const conditionsOf = ({ Condition }: Properties): Condition[] =>
  Object.entries(isObject(Condition) ? Condition : {}).flatMap(([operator, keys]) =>
    Object.entries(isObject(keys) ? keys : {}).map(
      ([key, wanted]): Condition => [operator, key, texts(wanted)],
    ),
  );

const holds = ([name, key, wanted]: Condition, context: ServiceRequest['context']): boolean => {
  const operator = operatorOf(name);
  if (operator === undefined) return false;
  // Keys are not case-sensitive.
  const [, value] =
    Object.entries(context).find(([known]) => known.toLowerCase() === key.toLowerCase()) ?? [];
  return operator(value, wanted, name.endsWith(IF_EXISTS));
};

type Operator = (value: string | undefined, wanted: readonly string[], ifExists: boolean) => boolean;

const some =
  (test: (value: string, wanted: string) => boolean): Operator =>
  (value, wanted, ifExists) =>
    value === undefined ? ifExists : wanted.some((one) => test(value, one));
/** A negated operator is true if the key is missing. */
const none =
  (test: (value: string, wanted: string) => boolean): Operator =>
  (value, wanted) =>
    value === undefined || !wanted.some((one) => test(value, one));

const equals = (value: string, wanted: string): boolean => value === wanted;
const like = (value: string, wanted: string): boolean => matches(wanted, value);
const sameIgnoringCase = (value: string, wanted: string): boolean =>
  value.toLowerCase() === wanted.toLowerCase();

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATORS: Readonly<Record<string, Operator>> = {
  StringEquals: some(equals),
  StringNotEquals: none(equals),
  StringLike: some(like),
  StringNotLike: none(like),
  // Both behave the same, including wildcards.
  ArnEquals: some(like),
  ArnLike: some(like),
  ArnNotEquals: none(like),
  ArnNotLike: none(like),
  Bool: some(sameIgnoringCase),
  Null: (value, wanted) => wanted.includes(String(value === undefined)),
};

const IF_EXISTS = 'IfExists';

const operatorOf = (name: string): Operator | undefined => OPERATORS[name.replace(/IfExists$/, '')];

const texts = (value: unknown): string[] => {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
};

/** `*` stands for any characters and `?` for one. */
const matches = (pattern: string, text: string): boolean => {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 's').test(text);
};
