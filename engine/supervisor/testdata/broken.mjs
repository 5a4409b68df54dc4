// Stands for a program that cannot start.
process.stderr.write("the release of the database is newer than this program\n");
process.exit(3);
