/** What a page sent is not what the endpoint takes; the message is a sentence for a person. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
}

/** Reads the fields of a request: those of a query are all text, those of a body are JSON. */
export interface Fields {
  text(name: string): string;
  optionalText(name: string): string | undefined;
  /** One of `choices`; undefined when it is left out. */
  optionalChoice<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined;
  choice<Choice extends string>(name: string, choices: readonly Choice[]): Choice;
  /** A whole number, not negative; `otherwise` when it is left out. */
  count(name: string, otherwise: number): number;
  isTrue(name: string): boolean;
  /** What `item` reads of each item of a list. */
  list<Item>(name: string, item: (fields: Fields) => Item): readonly Item[];
  /** An object whose fields are all texts, which may be empty. */
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
        throw new BadRequest(`The field ${name} must be an object of texts.`);
      return Object.fromEntries(texts);
    },
  };
};
