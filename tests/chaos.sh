#!/usr/bin/env bash
# Runs studies while their processes are killed, stopped and frozen, and compares them with undisturbed runs.
#   tests/chaos.sh --minutes 30          rounds with new seeds until the time is over
#   tests/chaos.sh --seed 7              the round of one seed again
set -euo pipefail
cd "$(dirname "$0")/.."

seed=$((RANDOM)) minutes=0
while [ $# -gt 0 ]; do
  case "$1" in
    --seed) seed=$2; shift 2 ;;
    --minutes) minutes=$2; shift 2 ;;
    *) echo "unknown: $1; allowed are --seed N and --minutes N" >&2; exit 2 ;;
  esac
done

echo "seed $seed, $minutes minutes"
SEEDBED_CHAOS_SEED=$seed SEEDBED_CHAOS_MINUTES=$minutes dotnet test tests/Cli.Tests \
  --filter FullyQualifiedName~Chaos --logger "console;verbosity=detailed"
