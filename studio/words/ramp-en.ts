/** The words about ramps. */
export const rampEn = {
  notice: (workflow: string, release: number) => `Ramp of ${workflow}, release ${String(release)}`,
  stoppedBecause: (why: string) =>
    `Stopped by its rule: ${why}. New cases start on the release before.`,
};
