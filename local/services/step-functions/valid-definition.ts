import { hash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import { isObject } from '../../values/json.ts';

/** The interpreter's type of a definition; its validator, not the compiler, has checked it. */
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
 * Has the interpreter validate a definition. To compile the schema takes a third of the time in which a cloud starts, so
 * what was valid is remembered in `cacheDir`.
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
