import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface State {
  readonly Type: string;
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[] }[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[] }[];
  readonly ItemProcessor?: Definition;
}
export interface Definition {
  readonly States: Readonly<Record<string, State>>;
}

const statesOf = ({ States }: Definition): [string, State][] =>
  Object.entries(States).flatMap(([name, state]): [string, State][] => [
    [name, state],
    ...(state.ItemProcessor === undefined ? [] : statesOf(state.ItemProcessor)),
  ]);

/** A definition in statemachines/, its text, and all its states, including those inside Maps. */
export const readDefinition = (name: string) => {
  const text = readFileSync(join(import.meta.dirname, `../../statemachines/${name}.asl.json`), 'utf8');
  const definition: Definition = JSON.parse(text);
  return { text, definition, states: statesOf(definition) };
};
