/**
 * Kills this process, as `kill -9` would, at the n-th pass of one place: `commit.after:3`.
 * Unset means never. Only the programs of this folder read such a setting; the product has none.
 * @throws Error when the setting is not a place and a number from 1
 */
export function crashAt(setting: string | undefined): (at: string) => void {
  if (setting === undefined || setting === "") return () => undefined;
  const [place, number] = setting.split(":");
  const nth = Number(number);
  if (!Number.isInteger(nth) || nth < 1) throw new Error(`${setting} is no place to crash at`);
  let passes = 0;
  return (at) => {
    if (at !== place) return;
    passes += 1;
    if (passes === nth) process.kill(process.pid, "SIGKILL");
  };
}
