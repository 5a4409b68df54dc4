import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import type { CommitBatch } from "../../workflows/case/activities.js";

/** A payload of Temporal, as it comes in a history. */
export type HistoryPayload = {
  readonly metadata: { readonly [name: string]: Uint8Array };
  readonly data: Uint8Array;
};

/** One event of a history, as far as we read it. */
export type HistoryEvent = {
  readonly workflowTaskCompletedEventAttributes?: object;
  readonly workflowExecutionStartedEventAttributes?: { readonly firstExecutionRunId: string };
  readonly workflowExecutionContinuedAsNewEventAttributes?: { readonly newExecutionRunId: string };
  readonly activityTaskScheduledEventAttributes?: {
    readonly activityType: { readonly name: string };
    readonly input: { readonly payloads: readonly HistoryPayload[] };
  };
};

/** The recorded history of one run of one case. */
export type History = { readonly events: readonly HistoryEvent[] };

/** A history with the name of its file: `v1/reopened`; further runs of the case are `v1/reopened.2` and so on. */
export type Recorded = { readonly name: string; readonly history: History };

/** The interpreters of which histories are kept, each as `v` and its number. */
export function versions(): readonly string[] {
  return readdirSync(new URL("histories/", import.meta.url));
}

/** Every history of an interpreter, by name. */
export function histories(version: string): readonly Recorded[] {
  return files(version).map(({ file, text }) => ({
    name: `${version}/${basename(file, ".json")}`,
    history: fromFile(text),
  }));
}

/** The files of an interpreter's histories, as they are. */
export function files(
  version: string,
): readonly { readonly file: string; readonly text: string }[] {
  const folder = new URL(`histories/${version}/`, import.meta.url);
  return readdirSync(folder)
    .toSorted()
    .map((file) => ({ file, text: readFileSync(new URL(file, folder), "utf8") }));
}

/**
 * A history as the text of a file: one line per event, payloads as the JSON they hold, so that people can read them.
 * Temporal's own JSON cannot be written or read here, since the SDK comes with several copies of protobufjs.
 */
export function toFile({ events }: History): string {
  const lines = events.map((event) => JSON.stringify(written(event)));
  return `{"events":[\n${lines.join(",\n")}\n]}\n`;
}

/** Reads what {@link toFile} has written: numbers for 64-bit integers, bytes for payloads. */
export function fromFile(text: string): History {
  return JSON.parse(text, (_, part: unknown) => {
    if (typeof part !== "object" || part === null) return part;
    if ("$bytes" in part) return new Uint8Array(Buffer.from(String(part.$bytes), "base64"));
    if (!("$json" in part)) return part;
    return {
      metadata: { encoding: Buffer.from(PLAIN) },
      data: Buffer.from(JSON.stringify(part.$json)),
    };
  }) as History;
}

const PLAIN = "json/plain";

/** Plain JSON of a part of a history: payloads become `$json`, other bytes `$bytes`, 64-bit integers numbers. */
function written(part: unknown): unknown {
  if (part instanceof Uint8Array) return { $bytes: Buffer.from(part).toString("base64") };
  if (Array.isArray(part)) return part.map(written);
  if (typeof part !== "object" || part === null) return part;
  if ("toNumber" in part) return (part as { toNumber(): number }).toNumber();
  if (isPlainJson(part)) return { $json: valueOf(part) };
  const entries = Object.entries(part).filter(([, one]) => !isEmpty(one));
  return Object.fromEntries(entries.map(([key, one]) => [key, written(one)]));
}

function isEmpty(part: unknown): boolean {
  return part === null || part === undefined || (Array.isArray(part) && part.length === 0);
}

function isPlainJson(part: object): part is HistoryPayload {
  if (!("metadata" in part) || !("data" in part)) return false;
  const metadata = part.metadata as HistoryPayload["metadata"];
  const { encoding } = metadata;
  return Object.keys(metadata).length === 1 && Buffer.from(encoding ?? []).toString() === PLAIN;
}

/** The JSON value in a payload; undefined when it holds something else. */
export function valueOf({ metadata, data }: HistoryPayload): unknown {
  if (Buffer.from(metadata["encoding"] ?? []).toString() !== PLAIN) return undefined;
  return JSON.parse(Buffer.from(data).toString());
}

/** What a case asked to be written, in order: the inputs of its commits. */
export function commitsIn({ events }: History): readonly CommitBatch[] {
  return activitiesIn({ events })
    .filter(({ name }) => name === "commit")
    .map(({ input }) => input as CommitBatch);
}

/** Whether a worker has answered a task of it yet; Temporal's replayer waits for ever for one. */
export function isBegun({ events }: History): boolean {
  return events.some((event) => event.workflowTaskCompletedEventAttributes);
}

/** Every activity that a history schedules, with its first argument. */
export function activitiesIn({ events }: History) {
  return events.flatMap(({ activityTaskScheduledEventAttributes: scheduled }) => {
    if (!scheduled) return [];
    const [payload] = scheduled.input.payloads;
    return [{ name: scheduled.activityType.name, input: payload && valueOf(payload) }];
  });
}

/** The names of a history's events, as their attributes are named: `timerFired`. */
export function eventNames({ events }: History): readonly string[] {
  return events.flatMap((event) =>
    Object.keys(event).flatMap((key) => /^(.*)EventAttributes$/.exec(key)?.[1] ?? []),
  );
}

/** Whether a value is the input of a commit. */
export function isBatch(value: unknown): value is CommitBatch {
  return typeof value === "object" && value !== null && "caseId" in value && "turns" in value;
}
