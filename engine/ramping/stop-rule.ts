/** When a ramp stops by itself: of at least so many cases of the later release more than this share have gone wrong. */
export type StopRule = {
  /** Cases before anything is concluded from them. */
  readonly least: number;
  /** Percent; more than this stops the ramp. */
  readonly percent: number;
  /** Final states that count as gone wrong, besides what is late or stands still. */
  readonly ends?: readonly string[] | undefined;
};

/** What has become of the cases of one side of a ramp. */
export type RampCounts = {
  readonly opened: number;
  /** They have broken a promise. */
  readonly late: number;
  /** They stand still until somebody repairs them. */
  readonly stuck: number;
  readonly ended: number;
  /** Gone wrong, each counted once: late, stuck, or ended where the rule says that this is bad. */
  readonly wrong: number;
};

/** Whether a rule stops its ramp, by the cases of the later release. */
export function stops(
  { least, percent }: StopRule,
  { opened, wrong }: Pick<RampCounts, "opened" | "wrong">,
): boolean {
  return opened >= least && wrong * 100 > percent * opened;
}
