import type { StateMachine } from 'aws-local-stepfunctions';

/** A JSON value as the interpreter takes and gives it. */
export type Json = Parameters<StateMachine['run']>[0];

/** @throws {SyntaxError} for a text that is not JSON. */
export const parseJson = (text: string): Json => JSON.parse(text);
