import { type Static, Type } from "@sinclair/typebox";

/** One look at a channel: could it have sent? */
export const channelCheckSchema = Type.Object(
  {
    at: Type.String({ format: "date-time" }),
    status: Type.Union([Type.Literal("ok"), Type.Literal("failed"), Type.Literal("unchecked")], {
      description: "unchecked: can only be tried by sending",
    }),
    why: Type.Union([Type.String(), Type.Null()], { description: "Code of what is wrong" }),
    tookMs: Type.Integer(),
  },
  { $id: "ChannelCheck" },
);
export type ChannelCheck = Static<typeof channelCheckSchema>;

const count = (description: string) => Type.Integer({ minimum: 0, description });

/** What became of the messages that a channel had in hand in the last day. */
export const channelLatelySchema = Type.Object({
  sent: count("The provider has them, or the person"),
  failed: count("Refused, not delivered, or given up"),
  unknown: count("May have arrived, and are not sent again"),
});
export type ChannelLately = Static<typeof channelLatelySchema>;

/** What holds up the messages of a channel at present. */
export const channelLineSchema = Type.Object({
  waiting: count("Messages that wait to be sent"),
  perSecond: Type.Union([Type.Number(), Type.Null()], {
    description: "Most messages a second; null where there is no limit",
  }),
  heldUntil: Type.Union([Type.String({ format: "date-time" }), Type.Null()], {
    description: "Nothing is sent before it, because the provider has asked to wait",
  }),
});
export type ChannelLine = Static<typeof channelLineSchema>;

/** What becomes of the files that patients send. */
export const fileCheckSchema = Type.Object(
  {
    scanner: Type.Union([Type.Literal("on"), Type.Literal("off")], {
      description: "off: nobody looks through files for viruses (CLAMD_ADDRESS is not set)",
    }),
    waiting: count("Files that are still to be fetched or looked through; nobody gets them"),
    since: Type.Union([Type.String({ format: "date-time" }), Type.Null()], {
      description: "When the oldest of them came",
    }),
  },
  { $id: "FileCheck" },
);
export type FileCheck = Static<typeof fileCheckSchema>;

/** A channel of this installation, with the addresses to enter at its provider. */
export const channelSchema = Type.Object({
  name: Type.String(),
  title: Type.String({ description: "What its plugin is called" }),
  plugin: Type.String(),
  kind: Type.String(),
  sandbox: Type.Boolean({ description: "A simulator stands for the provider" }),
  opens: Type.String({ description: "Workflow that a first message opens" }),
  fallback: Type.Union([Type.String(), Type.Null()], {
    description: "Channel that gets what this one certainly did not hand over",
  }),
  receives: Type.Boolean({ description: "Messages come in by it" }),
  sends: Type.Boolean({ description: "Messages go out by it" }),
  checkable: Type.Boolean({ description: "It is looked at regularly" }),
  checks: Type.Array(channelCheckSchema, {
    description: "The last looks whether it could send, newest first; none for a simulator",
  }),
  line: channelLineSchema,
  lately: channelLatelySchema,
  callbacks: Type.Array(
    Type.Object({
      purpose: Type.Union([
        Type.Literal("messages"),
        Type.Literal("receipts"),
        Type.Literal("presses"),
      ]),
      url: Type.String(),
    }),
  ),
});
export type Channel = Static<typeof channelSchema>;
