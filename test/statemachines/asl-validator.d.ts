/** Types for what we use of the package, which ships none. https://github.com/ChristopheBougere/asl-validator */
declare module 'asl-validator' {
  interface Validation {
    readonly isValid: boolean;
    readonly errorsText: (separator?: string) => string;
  }
  export default function validate(definition: unknown): Validation;
}
