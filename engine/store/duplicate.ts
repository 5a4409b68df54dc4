/** MongoDB's code for a broken unique index. */
const DUPLICATE_KEY = 11_000;

/** Whether an error says that a unique value is taken. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === DUPLICATE_KEY;
}
