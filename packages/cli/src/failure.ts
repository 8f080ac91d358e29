/** Ends a command with exit code 2: the message says what is wrong and how to mend it. */
export class Failure extends Error {}
