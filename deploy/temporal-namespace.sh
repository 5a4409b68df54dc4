#!/bin/sh
# Makes the namespace. Closed cases stay for 30 days: longer than the oldest point MongoDB is restored to, since their
# recorded commits are what a restore is completed from. Safe to repeat; started again while Temporal is not ready.
set -eu

temporal operator namespace describe --namespace default >/dev/null 2>&1 ||
  temporal operator namespace create --namespace default --retention 720h
temporal operator namespace update --namespace default --retention 720h
