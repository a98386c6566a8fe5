/** The part of a state machine's definition that is drawn: https://states-language.net/spec.html */
export interface Flow {
  readonly startAt: string;
  readonly states: readonly FlowState[];
}

export interface FlowState {
  readonly name: string;
  readonly type: string;
  /** The states that may follow it, and whether a Catch leads there. */
  readonly next: readonly { readonly to: string; readonly isCatch: boolean }[];
  /** The states that a Map runs for each item, or the branches of a Parallel. */
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

/** Reads a parsed Amazon States Language definition, and ignores what it does not know. */
export const flowOf = (definition: unknown): Flow => {
  const fields = fieldsOf(definition);
  return {
    startAt: String(fields.get('StartAt') ?? ''),
    states: [...fieldsOf(fields.get('States'))].map(([name, state]) => stateOf(name, state)),
  };
};
