import { Connection } from "@temporalio/client";
import mongoose from "mongoose";
import { expect, test } from "vitest";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";

test("MongoDB commits a transaction and tells of it in a change stream", async () => {
  const client = await new mongoose.mongo.MongoClient(testDatabaseUri("servers")).connect();
  const rows = client.db().collection("rows");
  await rows.insertOne({ n: 0 });
  const stream = rows.watch();
  const next = stream.next();
  await client.withSession((session) =>
    session.withTransaction(() => rows.insertOne({ n: 1 }, { session })),
  );
  expect(await next).toMatchObject({ operationType: "insert", fullDocument: { n: 1 } });
  await stream.close();
  await client.close();
});

test("MongoDB runs no JavaScript for anybody", async () => {
  const client = await new mongoose.mongo.MongoClient(testDatabaseUri("servers")).connect();
  const found = client.db().collection("rows").find({ $where: "true" }).toArray();
  await expect(found).rejects.toThrow("no globalScriptEngine");
  await client.close();
});

test("Temporal serves the namespace and keeps closed cases for 30 days", async () => {
  const connection = await Connection.connect({ address: testTemporalAddress() });
  const namespace = await connection.workflowService.describeNamespace({ namespace: "default" });
  expect(Number(namespace.config?.workflowExecutionRetentionTtl?.seconds)).toBe(30 * 86_400);
  await connection.close();
});
