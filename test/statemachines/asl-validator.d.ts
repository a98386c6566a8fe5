/** What is used of the package, which ships no types. https://github.com/ChristopheBougere/asl-validator */
declare module 'asl-validator' {
  interface Validation {
    readonly isValid: boolean;
    readonly errorsText: (separator?: string) => string;
  }
  export default function validate(definition: unknown): Validation;
}
