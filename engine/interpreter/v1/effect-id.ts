/** Id of the n-th effect of a turn. */
export function effectId(caseId: string, turn: number, n: number): string {
  return `${caseId}.${String(turn)}.${String(n)}`;
}
