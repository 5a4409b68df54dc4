import { hash, verify } from "@node-rs/argon2";
import { CasewrightError } from "../../protocol/errors.js";

/** OWASP's argon2id minimum: 19 MiB, 2 passes, 1 lane; about 50 ms. argon2id is the library's default algorithm. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** More at once would starve the rest of the process (64 took 1.9 s on two cores); the others are told to wait. */
const MAX_AT_ONCE = 8;

/** Hashes and checks passwords with a bound on the work in flight. */
export type Passwords = {
  /** @throws CasewrightError too_many_requests */
  hash(password: string): Promise<string>;
  /**
   * Whether the password fits. Without a stored hash the same work is done against a hash that fits nothing, so that
   * an unknown e-mail takes as long as a known one.
   * @throws CasewrightError too_many_requests
   */
  fits(password: string, stored: string | null): Promise<boolean>;
};

/** Opens the password checker of one process. */
export async function openPasswords(): Promise<Passwords> {
  const decoy = await hash("a password that nobody has", COST);
  let running = 0;

  async function bounded<Result>(work: () => Promise<Result>): Promise<Result> {
    if (running >= MAX_AT_ONCE) throw new CasewrightError("too_many_requests", { retryAfter: 1 });
    running++;
    try {
      return await work();
    } finally {
      running--;
    }
  }

  return {
    hash: (password) => bounded(() => hash(normal(password), COST)),
    fits: async (password, stored) => {
      const isRight = await bounded(() => verify(stored ?? decoy, normal(password)));
      return isRight && stored !== null;
    },
  };
}

/** The same password typed on another keyboard gives the same bytes (NIST SP 800-63B: NFKC). */
function normal(password: string): string {
  return password.normalize("NFKC");
}
