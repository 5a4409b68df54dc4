import { ContractBroken } from "../../../engine/channels/kit/check.js";
import type { ContractCase } from "../../../engine/channels/kit.js";

const METHODS = ["debug", "error", "info", "log", "trace", "warn"] as const;

/**
 * The case, broken too when anything is printed meanwhile: a channel has no log, so what it prints would be a person's words or
 * a secret.
 */
export function quietly({ title, run }: ContractCase): ContractCase {
  return {
    title,
    run: async () => {
      const printed: unknown[] = [];
      const restore = listen((chunk) => printed.push(chunk));
      try {
        await run();
      } finally {
        restore();
      }
      if (printed.length > 0) throw new ContractBroken("the channel printed something");
    },
  };
}

/** Hears instead of the streams and of the console, which a test runner may have replaced. @returns what ends it */
function listen(hear: (printed: unknown) => void): () => void {
  const streams = [process.stdout, process.stderr].map((stream) => {
    const write = stream.write.bind(stream);
    stream.write = (chunk: unknown) => {
      hear(chunk);
      return true;
    };
    return () => void (stream.write = write);
  });
  const methods = METHODS.map((method) => {
    const print = console[method].bind(console);
    console[method] = hear;
    return () => void (console[method] = print);
  });
  return () => {
    for (const restore of [...streams, ...methods]) restore();
  };
}
