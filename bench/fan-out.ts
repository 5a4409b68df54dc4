import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { WebSocket } from "ws";
import { openPasswords } from "../engine/api/auth/passwords.js";
import type { LiveFrame } from "../engine/protocol/live.js";
import { eventCollection } from "../engine/store/events.js";
import { insertUser } from "../engine/store/users.js";
import { cpuMs } from "./cpu.js";
import { median, quantile, ratios, type Row, type Section } from "./rows.js";
import type { Stage } from "./stage.js";

/** Screens that are open. */
const CLIENTS = 1_000;

/** Frames of one burst, each to everybody. */
const FRAMES = 100;

/** Frames one at a time, and the pause between them. */
const SINGLES = 30;
const SINGLE_EVERY_MS = 50;

/** Sockets that are opened side by side. */
const DIALS = 50;

/** What one round came to: frames that arrived in a second, CPU of the server for each, and times of single frames. */
type Round = { readonly perSecond: number; readonly cpuUs: number; readonly singles: number[] };

/** A server with everybody connected. `tell` sends that many frames to all and resolves when it has been told to. */
type Contender = {
  readonly pid: number;
  readonly audience: Audience;
  readonly tell: (frames: number) => Promise<void>;
};

/** How committed turns reach a thousand screens, against a server that sends the same frames as they are. */
export async function benchFanOut(stage: Stage, reps: number): Promise<Section> {
  const ours = await openOurs(stage);
  const raw = await openRaw(stage, await sampleFrame(ours));
  const series = { ours: [] as Round[], raw: [] as Round[] };
  await round(ours);
  await round(raw);
  for (let rep = 0; rep < reps; rep += 1) {
    series.ours.push(await round(ours));
    series.raw.push(await round(raw));
  }
  for (const { audience } of [ours, raw]) audience.leave();
  return {
    title: "Live updates to a thousand screens",
    how:
      `${CLIENTS} WebSockets of one person on loopback, all in one client process. Ours: turns are written into the event log, the change stream brings them, each socket is asked whether it may see them. ` +
      `Raw: ws sends the same ${FRAMES} frames to everybody. A single frame is timed from before it is written until the last of all screens has it.`,
    rows: [
      {
        ...ratioRow(
          "frames a second ÷ raw frames",
          series,
          ({ perSecond }) => perSecond,
          "a second",
        ),
        aim: { atLeast: 0.9 },
      },
      ratioRow("CPU of the server for each frame ÷ raw frames", series, ({ cpuUs }) => cpuUs, "µs"),
      singleRow("a single frame, p50 until the last screen", series.ours),
      singleRow("a single raw frame, p50 until the last screen", series.raw),
    ],
  };
}

function ratioRow(
  what: string,
  series: Readonly<Record<"ours" | "raw", readonly Round[]>>,
  of: (one: Round) => number,
  unit: string,
): Row {
  const [ours, raw] = [series.ours.map(of), series.raw.map(of)];
  const detail = `${median(ours).toFixed(0)} against ${median(raw).toFixed(0)} ${unit}`;
  return { what, unit: "×", samples: ratios(ours, raw), detail };
}

function singleRow(what: string, rounds: readonly Round[]): Row {
  const samples = rounds.map(({ singles }) => quantile(singles, 0.5));
  const p99 = quantile(
    rounds.flatMap(({ singles }) => singles),
    0.99,
  );
  return { what, unit: "ms", samples, detail: `p99 ${p99.toFixed(0)} ms` };
}

async function round({ pid, audience, tell }: Contender): Promise<Round> {
  const [cpu, start] = [cpuMs([pid]), performance.now()];
  const all = audience.next(FRAMES);
  await tell(FRAMES);
  await all;
  const tookMs = performance.now() - start;
  const cpuUs = ((cpuMs([pid]) - cpu) * 1_000) / (FRAMES * CLIENTS);
  const singles: number[] = [];
  for (let i = 0; i < SINGLES; i += 1) {
    await pause(SINGLE_EVERY_MS);
    const begun = performance.now();
    const one = audience.next(1);
    await tell(1);
    await one;
    singles.push(performance.now() - begun);
  }
  return { perSecond: (FRAMES * CLIENTS * 1_000) / tookMs, cpuUs, singles };
}

async function openOurs(stage: Stage): Promise<Contender> {
  const api = await stage.start("api", "engine/server.ts");
  const token = await signIn(stage, api.url);
  const audience = await openAudience(api.url, async (socket) => {
    socket.send(JSON.stringify({ type: "hello", token }));
    // `ready`, or `refetch`: from now on it hears everything.
    await once(socket, "message");
  });
  const rows = stage.store.connection.collection(eventCollection.name);
  let turn = 0;
  return {
    pid: api.pid,
    audience,
    tell: async (frames) => {
      const turns = Array.from({ length: frames }, () => ({
        ...{ caseId: "T-0000-0", turn: (turn += 1), at: new Date(), workflow: "ticket" },
        ...{ state: "assigned", queue: "billing", oldQueue: null },
      }));
      await rows.insertMany(turns);
    },
  };
}

async function openRaw(stage: Stage, frame: string): Promise<Contender> {
  const bare = await stage.start("fan-out", "bench/bare/fan-out.ts");
  const audience = await openAudience(bare.url, () => Promise.resolve());
  return {
    pid: bare.pid,
    audience,
    tell: async (frames) => {
      const body = JSON.stringify(Array.from({ length: frames }, () => frame));
      await fetch(bare.url, { method: "POST", body });
    },
  };
}

/** A frame of ours as it goes over the wire, for the other side to send. */
async function sampleFrame({ audience, tell }: Contender): Promise<string> {
  const one = audience.next(1);
  await tell(1);
  await one;
  return audience.last();
}

async function signIn({ store }: Stage, url: string): Promise<string> {
  const [email, password] = [`${randomUUID()}@clinic.example`, "made-up-for-the-bench"];
  const passwordHash = await (await openPasswords()).hash(password);
  const person = { _id: `u-${randomUUID()}`, email, name: "A. Screen", passwordHash };
  await insertUser(store, { ...person, roles: ["admin"], active: true, createdAt: new Date() });
  const answer = await fetch(`${url}/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  return ((await answer.json()) as { token: string }).token;
}

/** Everybody who listens. */
type Audience = {
  /** Resolves when everybody has heard this many turns more. */
  readonly next: (frames: number) => Promise<void>;
  /** The last frame of a turn that anybody heard. */
  readonly last: () => string;
  readonly leave: () => void;
};

/** What a socket does before it hears anything. */
type Greet = (socket: WebSocket) => Promise<void>;

async function openAudience(url: string, greet: Greet): Promise<Audience> {
  const state = { missing: 0, last: "", done: (): void => undefined };
  const hear = (text: string): void => {
    if (!text.startsWith(TURN)) return;
    state.last = text;
    state.missing -= 1;
    if (state.missing === 0) state.done();
  };
  const sockets: WebSocket[] = [];
  while (sockets.length < CLIENTS) {
    const dialled = Array.from({ length: DIALS }, () => dial(url, { greet, hear }));
    sockets.push(...(await Promise.all(dialled)));
  }
  return {
    next: (frames) =>
      new Promise((resolve) => {
        state.missing = frames * CLIENTS;
        state.done = resolve;
      }),
    last: () => state.last,
    leave: () => {
      for (const socket of sockets) socket.terminate();
    },
  };
}

/** How a frame that tells of a turn begins. */
const TURN = '{"type":"changed"' satisfies `{"type":"${LiveFrame["type"]}"`;

async function dial(
  url: string,
  way: { readonly greet: Greet; readonly hear: (text: string) => void },
): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/ws`, { perMessageDeflate: false });
  await new Promise((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  await way.greet(socket);
  socket.on("message", (data: Buffer) => {
    way.hear(data.toString());
  });
  return socket;
}
