// Run once by the MongoDB image when the database is empty: the user that Casewright connects as sees its own data alone.
db.getSiblingDB("casewright").createUser({
  user: "casewright",
  pwd: process.env.CASEWRIGHT_PASSWORD,
  roles: [{ role: "readWrite", db: "casewright" }],
});
