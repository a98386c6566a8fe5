const PSEUDO_PARAMETERS: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'us-east-1',
  'AWS::AccountId': '111122223333',
};

/** A service that wants to use a resource: its name, and what it says about the resource on whose behalf it acts. */
interface Request {
  readonly service: string;
  readonly action: string;
  readonly context: Readonly<Record<string, string>>;
}

interface Statement {
  readonly Effect: string;
  readonly Principal: { readonly Service?: string };
  readonly Action: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}
type Resources = Readonly<Record<string, Resource>>;

/** The text of a template's value; a resource is `<LogicalId>` whether by `Ref` or by its ARN. */
const textOf = (value: unknown): string => {
  if (typeof value !== 'object') return String(value);
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = Object(value);
  if (Ref !== undefined) return PSEUDO_PARAMETERS[Ref] ?? `<${Ref}>`;
  if (attribute !== undefined) return `<${attribute[0]}>`;
  return join[1].map(textOf).join(join[0]);
};

const matches = (pattern: string, text: string | undefined): boolean =>
  text !== undefined && new RegExp(`^${RegExp.escape(pattern).replaceAll('\\*', '.*')}$`).test(text);

const holds = ({ Condition = {} }: Statement, { context }: Request): boolean =>
  Object.values(Condition).every((keys) =>
    Object.entries(keys).every(([key, wanted]) =>
      [wanted].flat().some((value) => matches(textOf(value), context[key])),
    ),
  );

const allows = (statements: readonly Statement[], request: Request): boolean =>
  statements.some(
    (statement) =>
      statement.Effect === 'Allow' &&
      statement.Principal.Service === request.service &&
      [statement.Action].flat().includes(request.action) &&
      holds(statement, request),
  );

const ofType = (resources: Resources, type: string): [string, Resource['Properties']][] =>
  Object.entries(resources).flatMap(([id, { Type, Properties }]) =>
    Type === type ? [[id, Properties]] : [],
  );

const statementsOn = (resources: Resources, topic: string): Statement[] =>
  ofType(resources, 'AWS::SNS::TopicPolicy')
    .filter(([, { Topics }]) => [Topics].flat().map(textOf).includes(topic))
    .flatMap(([, { PolicyDocument }]) => Object(PolicyDocument).Statement);

/** What keeps a service from publishing to a topic, and from using the key that the topic is under; empty if nothing does. */
const obstacles = (
  resources: Resources,
  topic: string,
  service: string,
  context: Request['context'],
): string[] => {
  const { KmsMasterKeyId } = Object(resources[topic.slice(1, -1)]?.Properties);
  const key = textOf(KmsMasterKeyId).slice(1, -1);
  const keyStatements = Object(resources[key]?.Properties.KeyPolicy).Statement;
  // EventBridge names no source when it uses a key, and CloudWatch names the account.
  const { 'aws:SourceAccount': account = '' } = service === 'cloudwatch.amazonaws.com' ? context : {};
  return [
    ...(allows(statementsOn(resources, topic), { service, action: 'sns:Publish', context })
      ? []
      : ['sns:Publish']),
    ...['kms:Decrypt', 'kms:GenerateDataKey'].filter(
      (action) => !allows(keyStatements, { service, action, context: { 'aws:SourceAccount': account } }),
    ),
  ];
};

const ACCOUNT = PSEUDO_PARAMETERS['AWS::AccountId'] ?? '';

/** Each alarm that cannot notify a topic when it goes off or clears, with what prevents it. */
export const muteAlarms = (resources: Resources, account = ACCOUNT): string[] =>
  ofType(resources, 'AWS::CloudWatch::Alarm').flatMap(([, { AlarmName, AlarmActions, OKActions }]) => {
    const source = `arn:aws:cloudwatch:us-east-1:${account}:alarm:${AlarmName}`;
    const context = { 'aws:SourceAccount': account, 'aws:SourceArn': source };
    return [AlarmActions, OKActions].flatMap((actions) => {
      const topics = [actions ?? []].flat().map(textOf);
      const inTheWay = topics.flatMap((topic) =>
        obstacles(resources, topic, 'cloudwatch.amazonaws.com', context),
      );
      return topics.length === 0 ? [`${AlarmName}: no topic`] : inTheWay.map((one) => `${AlarmName}: ${one}`);
    });
  });

/** The same for each rule. */
export const muteRules = (resources: Resources): string[] =>
  ofType(resources, 'AWS::Events::Rule').flatMap(([id, { Targets }]) =>
    [Targets]
      .flat()
      .flatMap((target) =>
        obstacles(resources, textOf(Object(target).Arn), 'events.amazonaws.com', {
          'aws:SourceArn': `<${id}>`,
        }),
      )
      .map((one) => `${id}: ${one}`),
  );
