/** The input of a request is not valid for the endpoint. The message is a sentence for the user. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
}

/** Reads the fields of a request: query fields are all text, body fields are JSON. */
export interface Fields {
  text(name: string): string;
  optionalText(name: string): string | undefined;
  /** One of `choices`; undefined if the field is left out. */
  optionalChoice<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined;
  choice<Choice extends string>(name: string, choices: readonly Choice[]): Choice;
  /** A non-negative whole number; `otherwise` if the field is left out. */
  count(name: string, otherwise: number): number;
  isTrue(name: string): boolean;
  /** A list, with each item read by `item`. */
  list<Item>(name: string, item: (fields: Fields) => Item): readonly Item[];
  /** An object whose values are all strings, possibly empty. */
  texts(name: string): Readonly<Record<string, string>>;
}

const valueIn = (given: unknown, name: string): unknown => new Map(Object.entries(Object(given))).get(name);

export const fieldsOf = (given: unknown): Fields => {
  const optionalText = (name: string): string | undefined => {
    const value = valueIn(given, name);
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value !== 'string') throw new BadRequest(`The field ${name} must be text.`);
    return value;
  };
  const text = (name: string): string => {
    const value = optionalText(name);
    if (value === undefined) throw new BadRequest(`The field ${name} is missing.`);
    return value;
  };
  const chosen = <Choice extends string>(name: string, value: string, choices: readonly Choice[]): Choice => {
    const choice = choices.find((one) => one === value);
    if (choice !== undefined) return choice;
    throw new BadRequest(`The field ${name} is "${value}": it must be one of ${choices.join(', ')}.`);
  };
  return {
    text,
    optionalText,
    optionalChoice: (name, choices) => {
      const value = optionalText(name);
      return value === undefined ? undefined : chosen(name, value, choices);
    },
    choice: (name, choices) => chosen(name, text(name), choices),
    count: (name, otherwise) => {
      const value = valueIn(given, name);
      if (value === undefined || value === '') return otherwise;
      const number = Number(value);
      if (!Number.isSafeInteger(number) || number < 0)
        throw new BadRequest(`The field ${name} is "${String(value)}": it must be a whole number.`);
      return number;
    },
    isTrue: (name) => valueIn(given, name) === true,
    list: (name, item) => {
      const value = valueIn(given, name);
      if (!Array.isArray(value)) throw new BadRequest(`The field ${name} must be a list.`);
      return value.map((one) => item(fieldsOf(one)));
    },
    texts: (name) => {
      const value = valueIn(given, name);
      const entries = typeof value === 'object' && value !== null ? Object.entries(value) : undefined;
      const texts = entries?.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
      if (texts === undefined || texts.length !== entries?.length)
        throw new BadRequest(`The field ${name} must be an object whose values are strings.`);
      return Object.fromEntries(texts);
    },
  };
};
