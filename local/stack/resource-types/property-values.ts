import { type FieldReader, fieldReader, type Properties } from '../../values/json.ts';
import { Refusal } from '../../values/refusal.ts';

/** Reads a resource's resolved properties. @throws Refusal that names the resource and the property */
export const propertyReader = (resource: string, properties: Properties): FieldReader =>
  fieldReader(
    properties,
    ({ path, value, kind, expected }) =>
      new Refusal(
        kind === 'missing'
          ? `${resource}: ${path} is missing`
          : `${resource}: ${path} should be ${expected}, not ${JSON.stringify(value)}`,
      ),
    { numbersAsText: true },
  );
