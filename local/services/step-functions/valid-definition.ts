import { hash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import { isObject } from '../../values/json.ts';

/** A definition as the interpreter's type. The interpreter's validator checks it, not the compiler. */
export const asDefinition = (definition: Record<string, unknown>): StateMachineDefinition => {
  if (!isDefinition(definition)) throw new Error('a definition needs StartAt and States.');
  return definition;
};

const isDefinition = (value: object): value is StateMachineDefinition =>
  'StartAt' in value && 'States' in value && isObject(value.States);

const SCHEMA = 'http://asl-validator.cloud/state-machine.json';
const compiled = new Map<unknown, ReturnType<typeof getSchema>>();
const { getSchema } = Ajv.prototype;

/** The interpreter makes a new Ajv for each definition, which would compile the same schema again. */
Object.assign(Ajv.prototype, {
  getSchema(this: Ajv, key: string) {
    if (key !== `${SCHEMA}#`) return getSchema.call(this, key);
    const schema = this.schemas[SCHEMA]?.schema;
    const validate = compiled.get(schema) ?? getSchema.call(this, key);
    compiled.set(schema, validate);
    return validate;
  },
});

/**
 * Has the interpreter validate a definition. Compiling the schema takes a third of a cloud's start time, so valid
 * definitions are remembered in `cacheDir`.
 * @throws {Error} what is invalid
 */
export const assertValid = (definition: Record<string, unknown>, cacheDir: string | undefined): void => {
  const text = JSON.stringify(definition);
  const mark = cacheDir && path.join(cacheDir, 'valid-definitions', hash('sha256', text));
  if (mark !== undefined && existsSync(mark)) return;
  // The validator writes into what it validates.
  new StateMachine(asDefinition(JSON.parse(text)));
  if (mark === undefined) return;
  try {
    mkdirSync(path.dirname(mark), { recursive: true });
    writeFileSync(mark, '');
  } catch {
    // The folder cannot be written: the next cloud validates again.
  }
};
