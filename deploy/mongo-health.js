// Whether this member of MongoDB serves. The first one, which alone knows the administrator, makes the set when there is none yet.
const administrator = process.env.MONGO_INITDB_ROOT_USERNAME;
if (administrator !== undefined && !db.hello().setName) {
  db.getSiblingDB("admin").auth(administrator, process.env.MONGO_INITDB_ROOT_PASSWORD);
  // Fails while another member is not there yet; the next look tries again.
  rs.initiate({
    _id: "rs0",
    members: [1, 2, 3].map((place) => ({ _id: place - 1, host: `mongo-${place}:27017` })),
  });
}
const { isWritablePrimary, secondary } = db.hello();
quit(isWritablePrimary || secondary ? 0 : 1);
