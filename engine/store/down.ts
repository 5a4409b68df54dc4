import { mongo } from "mongoose";

/** Names of the driver's errors that mean: no server, no primary, connection lost, or no answer in time. */
const DOWN = new Set([
  "MongoServerSelectionError",
  "MongoNetworkError",
  "MongoNetworkTimeoutError",
  "MongoNotConnectedError",
  "MongoPoolClearedError",
  "MongoPoolClosedError",
  "MongoTopologyClosedError",
  "MongoExpiredSessionError",
  "PoolClearedOnNetworkError",
  "MongooseServerSelectionError",
  "MongoWriteConcernError",
]);

/** Server codes of a primary that is stepping down or going away (MongoDB's retryable writes list). */
const STEPPING_DOWN = new Set([
  6, 7, 89, 91, 189, 262, 9001, 10_107, 11_600, 11_602, 13_435, 13_436,
]);

/**
 * Whether an error says that the database is not there now, so that the same call may succeed later. A bulk write hides
 * what happened to its connection in an error of its own.
 */
export function isStoreDown(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (DOWN.has(error.name)) return true;
  if ("code" in error && typeof error.code === "number" && STEPPING_DOWN.has(error.code))
    return true;
  if (error instanceof mongo.MongoError && error.hasErrorLabel("RetryableWriteError")) return true;
  return error instanceof mongo.MongoBulkWriteError && isStoreDown(error.errorResponse);
}
