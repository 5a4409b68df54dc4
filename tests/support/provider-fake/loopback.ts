import { Socket } from "node:net";

/** Watches every connection of this process until `stop`. */
export type LoopbackGuard = {
  /** Hosts outside this machine that somebody wanted to reach; nothing left for them. */
  readonly offenders: readonly string[];
  stop(): void;
};

const LOCAL = new Set(["127.0.0.1", "::1", "localhost", ""]);

/** Refuses connections to other machines, below every HTTP client, and notes them. */
export function guardLoopback(): LoopbackGuard {
  const offenders: string[] = [];
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with its socket below
  const genuine = Socket.prototype.connect;
  Socket.prototype.connect = function (this: Socket, ...given: unknown[]): Socket {
    const host = hostOf(given);
    if (LOCAL.has(host)) return genuine.apply(this, given as Parameters<typeof genuine>);
    offenders.push(host);
    // Later, as a real failure would come: some clients listen for errors only after this call.
    setImmediate(() => this.destroy(new Error("only this machine may be reached in a test")));
    return this;
  };
  return {
    offenders,
    stop: () => {
      Socket.prototype.connect = genuine;
    },
  };
}

/** `connect(port, host)`, `connect({ host })`, or Node's own list of already normalised arguments. */
function hostOf([first, second]: readonly unknown[]): string {
  if (Array.isArray(first)) return hostOf(first);
  if (typeof first === "object" && first !== null) {
    return "host" in first && typeof first.host === "string" ? first.host : "";
  }
  return typeof second === "string" ? second : "";
}
