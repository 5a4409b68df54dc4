/**
 * Calls of webhooks say whom they go to in `to`, as calls of plugins do; until now the member was `webhook`. Each row is changed by
 * itself, so that what has been done stays done when this ends in the middle, and nobody waits for it.
 * @param {import("mongodb").Db} db
 */
export async function up(db) {
  await db
    .collection("webhook_calls")
    .updateMany({ to: { $exists: false }, webhook: { $exists: true } }, [
      { $set: { to: "$webhook" } },
      { $unset: "webhook" },
    ]);
}
