/** What of a state machine's definition is drawn: https://states-language.net/spec.html */
export interface Flow {
  readonly startAt: string;
  readonly states: readonly FlowState[];
}

export interface FlowState {
  readonly name: string;
  readonly type: string;
  /** Where it may go on, and whether that is by a Catch. */
  readonly next: readonly { readonly to: string; readonly isCatch: boolean }[];
  /** What a Map runs for each item, or the branches of a Parallel. */
  readonly inside: readonly Flow[];
}

const fieldsOf = (value: unknown): ReadonlyMap<string, unknown> =>
  new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const stateOf = (name: string, definition: unknown): FlowState => {
  const fields = fieldsOf(definition);
  const targets = (value: unknown, isCatch: boolean): FlowState['next'] =>
    typeof value === 'string' ? [{ to: value, isCatch }] : [];
  const processor = fields.get('ItemProcessor') ?? fields.get('Iterator');
  return {
    name,
    type: String(fields.get('Type')),
    next: [
      ...targets(fields.get('Next'), false),
      ...listOf(fields.get('Choices')).flatMap((choice) => targets(fieldsOf(choice).get('Next'), false)),
      ...targets(fields.get('Default'), false),
      ...listOf(fields.get('Catch')).flatMap((one) => targets(fieldsOf(one).get('Next'), true)),
    ],
    inside: [...(processor === undefined ? [] : [processor]), ...listOf(fields.get('Branches'))].map(flowOf),
  };
};

/** Reads a parsed definition in Amazon States Language. What it does not know it leaves out. */
export const flowOf = (definition: unknown): Flow => {
  const fields = fieldsOf(definition);
  return {
    startAt: String(fields.get('StartAt') ?? ''),
    states: [...fieldsOf(fields.get('States'))].map(([name, state]) => stateOf(name, state)),
  };
};
