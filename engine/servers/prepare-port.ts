import { freePort, portIsFree } from "./port.js";
import type { Report } from "./report.js";
import { endLeftover, readRunRecord } from "./run-record.js";

/** A server of ours that is about to start. */
export type PortRequest = {
  readonly dataDir: string;
  /** Name of its run record. */
  readonly name: string;
  /** A path below DATA_DIR that its command line holds. */
  readonly mark: string;
  /** The port that must be used, if any. */
  readonly port: number | undefined;
  readonly say: Report;
};

/**
 * Ends what an earlier start left behind and answers with the port to use: the demanded one, else the one of the last
 * start, else any free one.
 * @throws Error when the demanded port is taken by another program
 */
export async function preparePort(request: PortRequest): Promise<number> {
  const { dataDir, name, mark, port, say } = request;
  const ended = await endLeftover(dataDir, name, mark);
  if (ended !== undefined) say(`ended process ${String(ended)}, left over from an earlier start`);
  if (port === undefined) return freePort(readRunRecord(dataDir, name)?.port);
  if (await portIsFree(port)) return port;
  throw new Error(`Port ${String(port)} is taken by another program`);
}
