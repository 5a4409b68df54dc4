/** Rounds of which the fastest counts, so that a moment in which the machine does something else does not. */
const ROUNDS = 9;

/** Times the work grows by. */
const FOLD = 4;

/**
 * How many times longer four times the work takes: about 4 when time grows with the work, about 16 when with its square.
 * A ratio of two CPU times of one run, because neither the wall's clock nor an absolute time means anything on a shared machine.
 */
export async function growth(work: (size: number) => unknown, size: number): Promise<number> {
  await work(size);
  let [small, large] = [Infinity, Infinity];
  for (let round = 0; round < ROUNDS; round += 1) {
    small = Math.min(small, await timeOf(() => work(size)));
    large = Math.min(large, await timeOf(() => work(size * FOLD)));
  }
  return large / small;
}

/** The largest growth that is not yet that of a square. */
export const LINEAR = 9;

/** CPU microseconds of this process. */
async function timeOf(work: () => unknown): Promise<number> {
  const begin = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(begin);
  return user + system;
}
