import { ChannelInputError } from "../contract.js";

/** A promise of the contract that was not kept. */
export class ContractBroken extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ContractBroken";
  }
}

/** @throws ContractBroken unless the condition holds */
export function expectThat(holds: unknown, otherwise: string): asserts holds {
  if (!holds) throw new ContractBroken(otherwise);
}

/** @throws ContractBroken unless both are the same as JSON */
export function expectSame(actual: unknown, expected: unknown, what: string): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  expectThat(a === b, `${what}: expected ${b}, got ${a}`);
}

/** The code with which an input was refused, or undefined when it was read. @throws whatever is no ChannelInputError */
export function refusalOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof ChannelInputError) return error.code;
    throw error;
  }
}
