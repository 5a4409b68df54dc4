import { mongo } from "mongoose";
import { describe, expect, test } from "vitest";
import { isStoreDown } from "./down.js";

const { MongoBulkWriteError, MongoNetworkError, MongoServerError } = mongo;

/** What the driver's bulk code makes of the error of its one command. */
function inBulk(error: Error | { readonly message: string; readonly code: number }): Error {
  return new MongoBulkWriteError(error, {} as never);
}

describe("the store is down", () => {
  test.each<[string, unknown]>([
    ["a lost connection", new MongoNetworkError("connection closed")],
    ["a lost connection below a bulk write", inBulk(new MongoNetworkError("connection closed"))],
    ["a primary that steps down", new MongoServerError({ message: "stepping down", code: 189 })],
    ["the same below a bulk write", inBulk({ message: "interrupted", code: 11_602 })],
    [
      "anything the server itself calls worth another try",
      new MongoServerError({ message: "no", code: 1, errorLabels: ["RetryableWriteError"] }),
    ],
  ])("on %s", (_, error) => {
    expect(isStoreDown(error)).toBe(true);
  });

  test.each<[string, unknown]>([
    ["a document that exists", new MongoServerError({ message: "E11000", code: 11_000 })],
    ["a document that exists, in a bulk write", inBulk({ message: "E11000", code: 11_000 })],
    ["an error of our own", new TypeError("x is not a function")],
    ["something that is no error", "down"],
  ])("but not on %s", (_, error) => {
    expect(isStoreDown(error)).toBe(false);
  });
});
