import { type TSchema, Type } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import {
  type ChannelIo,
  type ChannelPlugin,
  type CheckOutcome,
  DELIVERY_STATES,
  type FileOutcome,
  type FindOutcome,
  type SendOutcome,
} from "../engine/channels/contract.js";

const id = Type.String({ minLength: 1, maxLength: 300 });
const why = Type.String({ minLength: 1, maxLength: 500 });
const maybe = <T extends TSchema>(schema: T) => Type.Optional(schema);

/** A refusal stands in the log, so it may only be a code. */
const verification = Type.Union([
  Type.Object({ ok: Type.Literal(true) }),
  Type.Object({ ok: Type.Literal(false), why: Type.String({ pattern: "^[a-z_]{1,40}$" }) }),
]);

const sendOutcome = Type.Union([
  Type.Object({ status: Type.Literal("accepted"), providerId: id, cost: maybe(Type.String()) }),
  Type.Object({
    status: Type.Literal("throttled"),
    retryAfterMs: Type.Integer({ minimum: 0, maximum: 86_400_000 }),
  }),
  Type.Object({ status: Type.Literal("unreachable"), why }),
  Type.Object({ status: Type.Literal("unknown"), why, providerId: maybe(id) }),
  Type.Object({ status: Type.Literal("rejected"), code: why, why }),
  Type.Object({ status: Type.Literal("opted_out") }),
  Type.Object({ status: Type.Literal("misconfigured"), why }),
]);

const checkOutcome = Type.Union([
  Type.Object({ status: Type.Literal("ok") }),
  Type.Object({ status: Type.Literal("unchecked") }),
  Type.Object({ status: Type.Literal("failed"), why }),
]);

const findOutcome = Type.Union([
  Type.Object({
    status: Type.Literal("found"),
    state: Type.Union(DELIVERY_STATES.map((state) => Type.Literal(state))),
    providerId: maybe(id),
    reason: maybe(Type.String({ maxLength: 500 })),
  }),
  Type.Object({ status: Type.Literal("absent") }),
  Type.Object({ status: Type.Literal("unclear"), why }),
]);

const fileOutcome = Type.Union([
  Type.Object({ status: Type.Literal("fetched"), bytes: Type.Uint8Array() }),
  Type.Object({ status: Type.Literal("later"), why }),
  Type.Object({ status: Type.Literal("refused"), why }),
]);

const field = Type.Union([Type.String(), Type.Number(), Type.Boolean()]);

const inbound = Type.Array(
  Type.Union([
    Type.Object({
      kind: Type.Literal("message"),
      providerId: id,
      from: id,
      to: Type.String(),
      text: Type.String(),
      data: maybe(Type.Record(Type.String(), field)),
      name: maybe(Type.String()),
      about: maybe(Type.String()),
      awaits: maybe(
        Type.Array(
          Type.Object({
            name: Type.String({ maxLength: 300 }),
            source: Type.String({ maxLength: 2_000 }),
          }),
          { maxItems: 50 },
        ),
      ),
      automatic: maybe(Type.Literal(true)),
    }),
    Type.Object({
      kind: Type.Literal("receipt"),
      providerId: id,
      state: Type.Union(DELIVERY_STATES.map((state) => Type.Literal(state))),
      reason: maybe(Type.String()),
    }),
    Type.Object({
      kind: Type.Literal("press"),
      providerId: id,
      message: id,
      from: id,
      answerAt: maybe(Type.String({ minLength: 1, maxLength: 1_000 })),
    }),
  ]),
);

/**
 * A channel that somebody else wrote, held to the contract at every call. A failure while sending is `unknown`, because the
 * message may have left; what it hands over in another form is an error, so that the provider sends it again.
 */
export function guarded(plugin: ChannelPlugin): ChannelPlugin {
  const { manifest } = plugin;
  return {
    manifest,
    verify: (request, settings, now) => {
      const given: unknown = plugin.verify(request, settings, now);
      return Value.Check(verification, given) ? given : { ok: false, why: "plugin_failed" };
    },
    receive: (request, settings) => {
      const given: unknown = plugin.receive(request, settings);
      if (Value.Check(inbound, given)) return given;
      throw new Error(`${plugin.manifest.id} read a request as something that is no message`);
    },
    send: async (message, settings, io) =>
      held<SendOutcome>(sendOutcome, () => plugin.send(message, settings, io), FAILED),
    ...(plugin.fetchFile === undefined
      ? {}
      : {
          fetchFile: (source, settings, io) =>
            held<FileOutcome>(
              fileOutcome,
              async () => plugin.fetchFile?.(source, settings, io) ?? NOT_FETCHED,
              NOT_FETCHED,
            ),
        }),
    ...(plugin.answerPress === undefined
      ? {}
      : {
          answerPress: (answer, settings, io) =>
            held<SendOutcome>(
              sendOutcome,
              async () => plugin.answerPress?.(answer, settings, io) ?? FAILED,
              FAILED,
            ),
        }),
    ...(plugin.find === undefined
      ? {}
      : {
          find: (sent, settings, io) =>
            held<FindOutcome>(
              findOutcome,
              async () => plugin.find?.(sent, settings, io) ?? NOT_ASKED,
              { status: "unclear", why: "plugin_failed" },
            ),
        }),
    // What it shows is read where it is asked for, as that of every plugin.
    ...(plugin.preview === undefined ? {} : { preview: plugin.preview.bind(plugin) }),
    ...(plugin.check === undefined ? {} : { check: (settings, io) => look(plugin, settings, io) }),
  };
}

const FAILED: SendOutcome = { status: "unknown", why: "plugin_failed" };

const NOT_FETCHED: FileOutcome = { status: "later", why: "plugin_failed" };

const NOT_ASKED: FindOutcome = { status: "unclear", why: "not_asked" };

type Settings = Readonly<Record<string, unknown>>;

function look(plugin: ChannelPlugin, settings: Settings, io: ChannelIo): Promise<CheckOutcome> {
  const ask = async () => plugin.check?.(settings, io) ?? { status: "unchecked" as const };
  return held<CheckOutcome>(checkOutcome, ask, { status: "failed", why: "plugin_failed" });
}

/** What a call answers, or `otherwise` when it throws or answers in another form. */
async function held<Outcome>(
  schema: TSchema,
  ask: () => Promise<Outcome>,
  otherwise: Outcome,
): Promise<Outcome> {
  try {
    const given = await ask();
    return Value.Check(schema, given) ? given : otherwise;
  } catch {
    return otherwise;
  }
}
