#!/bin/sh
# Makes Temporal's two databases and brings their tables up to the version of this image. Safe to repeat.
set -eu

tool() {
  temporal-sql-tool --plugin postgres12 --ep postgres -p 5432 -u temporal --db "$@"
}

for database in temporal:temporal temporal_visibility:visibility; do
  name=${database%%:*}
  tool "$name" create
  tool "$name" setup-schema -v 0.0
  tool "$name" update-schema -d "/etc/temporal/schema/postgresql/v12/${database##*:}/versioned"
done
