/** A part of a text. */
export interface Part {
  readonly text: string;
  readonly isMarked: boolean;
}

const TEXT = String.raw`"(?:[^"\\]|\\.)*"`;

/** Splits JSON text into parts. The members with one of these names are marked; any other text is one part. */
export const partsOf = (json: string, names: readonly string[]): readonly Part[] => {
  if (names.length === 0) return [{ text: json, isMarked: false }];
  const name = names.join('|');
  const members = new RegExp(String.raw`("(?:${name})"\s*:\s*(?:${TEXT}|[^",{}[\]]*))`);
  return json
    .split(members)
    .map((text, index) => ({ text, isMarked: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
};
