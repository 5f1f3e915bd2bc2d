#!/usr/bin/env bash
# Runs studies while their processes are killed, stopped and frozen, and compares them with undisturbed runs. With minutes
# also on three coordinators with a network and a disk that fail; that needs root, iproute2 and PostgreSQL.
#   tests/chaos.sh --minutes 30          rounds with new seeds until the time is over
#   tests/chaos.sh --seed 7              the round of one seed again
#   tests/chaos.sh --kind cluster        rounds of this kind alone: machine or cluster
set -euo pipefail
cd "$(dirname "$0")/.."

seed=$((RANDOM)) minutes=0 kind=
while [ $# -gt 0 ]; do
  case "$1" in
    --seed) seed=$2; shift 2 ;;
    --minutes) minutes=$2; shift 2 ;;
    --kind) kind=$2; shift 2 ;;
    *) echo "unknown: $1; allowed are --seed N, --minutes N and --kind machine|cluster" >&2; exit 2 ;;
  esac
done

echo "seed $seed, $minutes minutes"
SEEDBED_CHAOS_SEED=$seed SEEDBED_CHAOS_MINUTES=$minutes SEEDBED_CHAOS_KIND=$kind dotnet test tests/Cli.Tests \
  --filter FullyQualifiedName~Chaos --logger "console;verbosity=detailed"
