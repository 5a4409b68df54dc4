import { Type } from "@sinclair/typebox";
import { ChannelInputError, defineChannel } from "../engine/channels/contract.js";
import { fold } from "../engine/definition/conditions/evaluate.js";
import { decodeUtf8, readFormBody } from "../engine/channels/form-body.js";
import { E164, toE164 } from "../engine/channels/phone.js";
import { waitOf } from "../engine/channels/retry-after.js";
import { isSameSecret } from "../engine/channels/secret.js";
import { isCarriable, readLine, readText } from "../engine/channels/text.js";
import { checkOutcome } from "./check-answer.js";
import { isAddress } from "./mail-address.js";
import { outcomeOf } from "./outcome-of.js";
import { askOnce, postOnce } from "./post-once.js";
import { referenceOf } from "./reference.js";

/**
 * What a channel outside the tree is handed instead of importing it: the same that the channels in the tree are made of.
 * So its package depends on no path and no version of ours, and errors are of the one class that we know.
 */
export const channelTools = {
  Type,
  defineChannel,
  ChannelInputError,
  decodeUtf8,
  readFormBody,
  readText,
  readLine,
  isCarriable,
  E164,
  toE164,
  isAddress,
  isSameSecret,
  referenceOf,
  postOnce,
  askOnce,
  outcomeOf,
  checkOutcome,
  waitOf,
} as const;

/**
 * What a plugin that brings operators, facts and effects is handed: `fold` makes texts comparable as our own operators do, `Type` describes
 * settings, `askOnce` and `postOnce` speak HTTP within a time, and `waitOf` reads how long the other side asks to wait.
 */
export const rulePluginTools = { Type, fold, askOnce, postOnce, waitOf } as const;
