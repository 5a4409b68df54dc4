/** Tells the person in front of the terminal what happens, one whole line at a time. */
export type Report = (line: string) => void;

/** Every line starts with the name of what it is about: `MongoDB: …`. */
export function about(subject: string, report: Report): Report {
  return (line) => {
    report(`${subject}: ${line}`);
  };
}

/** How often a step that takes long says how far it is. */
const PROGRESS_EVERY_MS = 10_000;

/**
 * Says every ten seconds how far a long step is, until the returned function is called.
 * @param describe given the seconds so far
 */
export function reportEvery(report: Report, describe: (seconds: number) => string): () => void {
  const start = performance.now();
  const timer = setInterval(() => {
    report(describe(Math.round((performance.now() - start) / 1_000)));
  }, PROGRESS_EVERY_MS);
  return () => {
    clearInterval(timer);
  };
}

/** What an unknown thrown value says about itself, with its cause: for people. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : "";
  return `${error.message}${cause}`;
}
