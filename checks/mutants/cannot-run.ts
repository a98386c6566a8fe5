/** Why no mutant can be tried at all. Printed in one line, with exit code 2. */
export class CannotRun extends Error {}
