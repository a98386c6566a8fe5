/**
 * JSON.parse source text access (https://github.com/tc39/proposal-json-parse-with-source): Node 24 has it, and
 * TypeScript's library does not.
 */
interface RawJson {
  readonly rawJSON: string;
}

interface JSON {
  parse(
    text: string,
    reviver: (this: unknown, key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown;
  rawJSON(text: string): RawJson;
}
