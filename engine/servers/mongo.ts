import mongoose from "mongoose";
import type { Config } from "../config.js";
import { findMongod } from "./mongo-binary.js";
import { dataFolder, startOwnServer } from "./own-server.js";
import { about, type Report } from "./report.js";
import { foreignServer, type RunningServer } from "./running-server.js";

/** What starting MongoDB needs. */
export type MongoStart = {
  readonly config: Config;
  readonly report: Report;
  /** The port that must be used: another start in the same life of the instance. */
  readonly port?: number;
  /** Ends the start early: the person pressed Ctrl-C. */
  readonly signal?: AbortSignal;
  /** Besides the ordinary ones; compressed files would hide from a test what they hold. */
  readonly moreArguments?: readonly string[];
};

const REPLICA_SET = "rs0";
const DATABASE = "casewright";

/** Replaying a large journal after a crash of the machine may take this long. */
const READY_TIMEOUT_MS = 120_000;
const STOP_GRACE_MS = 6_000;
const COMMAND_TIMEOUT_MS = 2_000;

/** NotYetInitialized: a mongod that has never been a replica set. */
const NOT_INITIALISED = 94;

/**
 * MongoDB at the address of the environment, or else a replica set of one with its data in `DATA_DIR/mongo`, found,
 * fetched and started. A restart uses the same port if it is free; one left over from a crash is ended first.
 * @throws ServerMissing, or Error with the end of the log
 */
export async function startMongo(start: MongoStart): Promise<RunningServer> {
  const { config, report, port, signal = new AbortController().signal } = start;
  const say = about("MongoDB", report);
  if (config.mongodbUri !== undefined) {
    say("using the address in MONGODB_URI");
    return foreignServer(config.mongodbUri);
  }
  const folder = dataFolder(config.dataDir, "mongo");
  return startOwnServer({
    name: "mongod",
    dataDir: config.dataDir,
    folder,
    port,
    say,
    signal,
    binary: await findMongod(config, { report, signal }),
    args: (chosen) => [...mongodArguments(folder, chosen), ...(start.moreArguments ?? [])],
    look: becomePrimary,
    address: (chosen) =>
      `mongodb://127.0.0.1:${String(chosen)}/${DATABASE}?replicaSet=${REPLICA_SET}&w=majority`,
    readyTimeoutMs: READY_TIMEOUT_MS,
    stopGraceMs: STOP_GRACE_MS,
  });
}

function mongodArguments(dbPath: string, port: number): string[] {
  const parameters = {
    diagnosticDataCollectionEnabled: "false",
    // A lone member has nobody to hand over to; the default waits 15 s for it.
    shutdownTimeoutMillisForSignaledShutdown: "200",
    // A process that dies in a transaction keeps what it has written locked until MongoDB ends it, a minute by default; ours take
    // some milliseconds.
    transactionLifetimeLimitSeconds: "5",
  };
  return [
    ...["--dbpath", dbPath, "--port", String(port), "--bind_ip", "127.0.0.1"],
    ...["--replSet", REPLICA_SET, "--nounixsocket", "--noscripting"],
    // The default takes half of the memory; several instances and their workers share this machine.
    ...["--wiredTigerCacheSizeGB", "0.5"],
    // The log of slow operations would quote what was searched for.
    ...["--slowms", "2147483647"],
    ...Object.entries(parameters).flatMap(([name, value]) => [
      "--setParameter",
      `${name}=${value}`,
    ]),
  ];
}

/** One look: makes the lone member a replica set if it is none yet, follows a changed port, and wants it primary. */
async function becomePrimary(port: number): Promise<void> {
  const client = new mongoose.mongo.MongoClient(`mongodb://127.0.0.1:${String(port)}`, {
    directConnection: true,
    serverSelectionTimeoutMS: COMMAND_TIMEOUT_MS,
  });
  try {
    const admin = client.db("admin");
    await ensureMember(admin, `127.0.0.1:${String(port)}`);
    const hello = await admin.command({ hello: 1 });
    if (hello["isWritablePrimary"] !== true) throw new Error("it is not primary yet");
  } finally {
    await client.close();
  }
}

type Database = mongoose.mongo.Db;

async function ensureMember(admin: Database, host: string): Promise<void> {
  const set = await replicaSetConfig(admin);
  if (set === undefined) {
    await admin.command({ replSetInitiate: { _id: REPLICA_SET, members: [{ _id: 0, host }] } });
  } else if (set.members[0]?.host !== host) {
    const members = [{ _id: 0, host }];
    const changed = { ...set, version: set.version + 1, members };
    await admin.command({ replSetReconfig: changed, force: true });
  }
}

type ReplicaSet = { version: number; members: { host: string }[] };

async function replicaSetConfig(admin: Database): Promise<ReplicaSet | undefined> {
  try {
    const answer = await admin.command({ replSetGetConfig: 1 });
    return answer["config"] as ReplicaSet;
  } catch (error) {
    if (error instanceof mongoose.mongo.MongoServerError && error.code === NOT_INITIALISED)
      return undefined;
    throw error;
  }
}
