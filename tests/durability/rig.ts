import { randomUUID } from "node:crypto";
import { once, EventEmitter } from "node:events";
import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { ApiPlace } from "../../engine/api/places.js";
import { type Config, findProjectRoot, loadConfig } from "../../engine/config.js";
import type { EffectPlace } from "../../engine/effects/index.js";
import { tryLock } from "../../engine/servers/lock.js";
import { startMongo } from "../../engine/servers/mongo.js";
import { freePort } from "../../engine/servers/port.js";
import type { Report } from "../../engine/servers/report.js";
import { readRunRecord } from "../../engine/servers/run-record.js";
import type { RunningServer } from "../../engine/servers/running-server.js";
import { startTemporal } from "../../engine/servers/temporal.js";
import {
  type Kept,
  keepRunning,
  type Part,
  type Running,
} from "../../engine/supervisor/keep-running.js";
import { startProgram } from "../../engine/supervisor/program.js";
import { type ProviderFake, startProviderFake } from "../support/provider-fake/client.js";
import { bundlePrograms, type Programs } from "./programs.js";

/** The processes that are killed; those with a 2 only where the rig has pairs. */
export type PartName = "mongod" | "temporal" | "api" | "worker" | "api-2" | "worker-2";

/** Every place at which a program can be made to die, by program. */
export type Place = { readonly api: ApiPlace; readonly worker: EffectPlace };

/** One death: from the instant it was noticed to the instant the part was ready again. Epoch milliseconds. */
export type Fault = {
  readonly part: PartName;
  readonly from: number;
  readonly to: number;
  /** `kill -9`, `SIGTERM` with how it ended, or the place it was told to die at; null when it ended by itself. */
  readonly why: string | null;
};

/** The whole product in processes of its own, each started again by the product's own supervisor when it dies. */
export type Rig = {
  readonly config: Config;
  readonly mongodbUri: string;
  readonly temporalAddress: string;
  /** Where its APIs answer, one or two. */
  readonly apiUrls: readonly string[];
  readonly provider: ProviderFake;
  readonly faults: readonly Fault[];
  /** The process that a part is at this moment. */
  pidOf(part: PartName): number;
  /** Sends SIGKILL, and keeps the part down for a while. Resolves when it is ready again. */
  kill(part: PartName, downMs?: number): Promise<void>;
  /**
   * Sends SIGTERM, as every deployment does. Resolves when it is ready again, with the milliseconds that ending took.
   * @throws when it does not end in order
   */
  restart(part: PartName): Promise<number>;
  /** Tells the next life of a program where to die, once it is started. */
  arm<Program extends keyof Place>(
    program: Program,
    at: `${Place[Program]}:${number}` | null,
  ): void;
  /** Resolves when a part has died and is ready again. @throws after the limit */
  reborn(part: PartName, limitMs: number): Promise<void>;
  stop(): Promise<void>;
};

/** The administrator that staff of the rig sign in as. */
export const STAFF = { email: "staff@clinic.example", password: "made-up-password" } as const;

/** What a rig is to be like. */
export type RigOptions = {
  /** An empty folder for the files of MongoDB and Temporal, when they are to lie elsewhere. */
  readonly disk?: string;
  /** API and worker run twice. */
  readonly pairs?: true;
};

/** Starts everything below a folder of its own in the temporary folder, on free ports. */
export async function startRig(report: Report, { disk, pairs }: RigOptions = {}): Promise<Rig> {
  const dataDir = join(tmpdir(), `casewright-test-fire-${randomUUID().slice(0, 8)}`);
  // The next run of tests ends what a killed one left behind, by this lock.
  const lock = tryLock(`${dataDir}.lock`);
  mkdirSync(dataDir, { recursive: true });
  if (disk !== undefined)
    for (const name of ["mongo", "temporal"]) {
      mkdirSync(join(disk, name));
      symlinkSync(join(disk, name), join(dataDir, name));
    }
  const provider = await startProviderFake({ folder: dataDir });
  const config = await rigConfig(dataDir, provider.url);
  const programs = await bundlePrograms(basename(dataDir));
  const lives = openLives();
  const kept: Kept<Running>[] = [];
  const stop = async () => {
    for (const part of kept.toReversed()) await part.stop();
    await provider.stop();
    programs.remove();
    rmSync(dataDir, { recursive: true, force: true });
    if (lock.taken) lock.release();
  };
  try {
    const secondPort = pairs && (await freePort());
    const addresses = await startParts({ config, report, lives, programs, kept, secondPort });
    return {
      config,
      provider,
      ...addresses,
      faults: lives.faults,
      pidOf: (part) => pidOf(dataDir, part),
      kill: async (part, downMs = 0) => {
        const back = lives.reborn(part, downMs + BACK_WITHIN_MS);
        lives.down.set(part, downMs);
        lives.signalled.set(part, "kill -9");
        process.kill(pidOf(dataDir, part), "SIGKILL");
        await back;
      },
      restart: async (part) => {
        const back = lives.reborn(part, BACK_WITHIN_MS);
        const askedAt = Date.now();
        lives.signalled.set(part, "SIGTERM");
        process.kill(pidOf(dataDir, part), "SIGTERM");
        await back;
        const fault = lives.faults.findLast((one) => one.part === part);
        if (fault?.why !== "SIGTERM, exit code 0")
          throw new Error(`${part} was asked to end: ${String(fault?.why)}`);
        return fault.from - askedAt;
      },
      arm: (program, at) => {
        lives.armed[program] = at;
      },
      reborn: (part, limitMs) => lives.reborn(part, limitMs),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Longest time from a death to readiness; above it something is broken. */
const BACK_WITHIN_MS = 60_000;

async function rigConfig(dataDir: string, provider: string): Promise<Config> {
  const { PATH, HOME, XDG_CACHE_HOME } = process.env;
  return loadConfig(
    { PATH, HOME, XDG_CACHE_HOME, DATA_DIR: dataDir, ...(await rigVariables(provider)) },
    findProjectRoot(),
  );
}

async function rigVariables(provider: string) {
  return {
    NODE_ENV: "test",
    PORT: String(await freePort()),
    LOG_LEVEL: "warn",
    ADMIN_EMAIL: STAFF.email,
    ADMIN_PASSWORD: STAFF.password,
    AFRICASTALKING_USERNAME: "clinic",
    AFRICASTALKING_API_KEY: "made-up-key",
    AFRICASTALKING_BASE_URL: provider,
  };
}

type Lives = {
  readonly faults: Fault[];
  readonly armed: { [program in keyof Place]: string | null };
  /** What was sent to a part that has not ended yet. */
  readonly signalled: Map<PartName, "kill -9" | "SIGTERM">;
  /** How long a part stays down before its next start, milliseconds. */
  readonly down: Map<PartName, number>;
  /** Wraps a part so that every death and every return is noted. */
  watched<R extends Running>(name: PartName, part: Part<R>): Part<R>;
  reborn(part: PartName, limitMs: number): Promise<void>;
};

function openLives(): Lives {
  const faults: Fault[] = [];
  const armed: Lives["armed"] = { api: null, worker: null };
  const signalled: Lives["signalled"] = new Map();
  const down: Lives["down"] = new Map();
  const events = new EventEmitter();
  return {
    faults,
    armed,
    signalled,
    down,
    watched: (name, part) => {
      let died: { from: number; why: string | null } | null = null;
      return {
        ...part,
        start: async (signal, again) => {
          await pause(down.get(name) ?? 0, undefined, { signal });
          down.delete(name);
          const at = name === "api" || name === "worker" ? armed[name] : null;
          const running = await part.start(signal, again);
          if (died !== null) faults.push({ part: name, ...died, to: Date.now() });
          events.emit(name);
          void running.exited.then((how) => {
            const signal = signalled.get(name);
            signalled.delete(name);
            const told = signal === "SIGTERM" ? `SIGTERM, ${how}` : signal;
            died = { from: Date.now(), why: told ?? at };
          });
          return running;
        },
      };
    },
    reborn: async (part, limitMs) => {
      const limit = AbortSignal.timeout(limitMs);
      await once(events, part, { signal: limit }).catch(() => {
        throw new Error(`${part} did not die and come back within ${String(limitMs)} ms`);
      });
    },
  };
}

type Starting = {
  readonly config: Config;
  readonly report: Report;
  readonly lives: Lives;
  readonly programs: Programs;
  readonly kept: Kept<Running>[];
  /** Of the second API, when there are two of it and of the worker. */
  readonly secondPort: number | undefined;
};

async function startParts({ config, report, lives, programs, kept, secondPort }: Starting) {
  const { dataDir } = config;
  const keep = async <R extends Running>(name: PartName, part: Part<R>) => {
    const running = await keepRunning(lives.watched(name, part), report);
    kept.push(running);
    return running;
  };
  const mongo = await keep<RunningServer>("mongod", {
    name: "mongod",
    start: (signal, again) => startMongo({ config, report, signal, ...samePort(again?.address) }),
  });
  const temporal = await keep<RunningServer>("temporal", {
    name: "temporal",
    start: (signal, again) =>
      startTemporal({ config, report, signal, durable: "full", ...samePort(again?.address) }),
  });
  const [mongodbUri, temporalAddress] = [mongo.first.address, temporal.first.address];
  const env = {
    ...variablesOf(config),
    MONGODB_URI: mongodbUri,
    TEMPORAL_ADDRESS: temporalAddress,
    WORKFLOW_BUNDLE: programs.workflowBundle,
  };
  const program = (name: keyof Place, as: PartName = name, more = {}) =>
    keep(as, {
      name: as,
      start: (signal) =>
        startProgram({
          name: as,
          entry: programs[name],
          dataDir,
          env: { ...env, ...more, CRASH_AT: (as === name && lives.armed[name]) || "" },
          signal,
        }),
    });
  await Promise.all([program("api"), program("worker")]);
  const apiUrls = [config.publicUrl];
  if (secondPort !== undefined) {
    const PORT = String(secondPort);
    await Promise.all([program("api", "api-2", { PORT }), program("worker", "worker-2")]);
    apiUrls.push(`http://127.0.0.1:${PORT}`);
  }
  return { mongodbUri, temporalAddress, apiUrls };
}

/** The variables that our own programs read the same configuration from. */
function variablesOf({ dataDir, port, admin, accounts }: Config): Record<string, string> {
  const { africastalking } = accounts;
  return {
    NODE_ENV: "test",
    DATA_DIR: dataDir,
    PORT: String(port),
    LOG_LEVEL: "warn",
    ADMIN_EMAIL: admin.email,
    ADMIN_PASSWORD: admin.password ?? "",
    AFRICASTALKING_USERNAME: africastalking?.username ?? "",
    AFRICASTALKING_API_KEY: africastalking?.apiKey ?? "",
    AFRICASTALKING_BASE_URL: africastalking?.baseUrl ?? "",
  };
}

function samePort(address: string | undefined): { port?: number } {
  const port = /127\.0\.0\.1:([0-9]+)/.exec(address ?? "")?.[1];
  return port === undefined ? {} : { port: Number(port) };
}

function pidOf(dataDir: string, part: PartName): number {
  const pid = readRunRecord(dataDir, part)?.pid;
  if (pid === undefined) throw new Error(`${part} has no run record`);
  return pid;
}
