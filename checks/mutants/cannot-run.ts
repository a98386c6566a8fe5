/** Why no mutant can be tried. Printed on one line, with exit code 2. */
export class CannotRun extends Error {}
