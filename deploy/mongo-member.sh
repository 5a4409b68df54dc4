#!/bin/bash
# Starts a member of MongoDB's replica set. All members are given the same key, by which they know each other.
set -euo pipefail
umask 077
printf '%s' "$MONGODB_REPLICA_KEY" > /tmp/replica-key
chown mongodb /tmp/replica-key
exec docker-entrypoint.sh mongod --replSet rs0 --keyFile /tmp/replica-key --bind_ip_all --noscripting \
  --wiredTigerCacheSizeGB "$MONGODB_CACHE_GB" --setParameter transactionLifetimeLimitSeconds=5
