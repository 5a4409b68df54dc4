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
  const guarded = function (this: Socket, ...given: unknown[]): Socket {
    const host = hostOf(given);
    if (LOCAL.has(host)) return Reflect.apply(genuine, this, given) as Socket;
    offenders.push(host);
    return this.destroy(new Error("only this machine may be reached in a test"));
  };
  Socket.prototype.connect = guarded as typeof genuine;
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
