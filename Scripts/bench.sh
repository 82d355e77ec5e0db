#!/bin/sh
# Builds and runs Benchmarks/: ratios measured side by side in one run, printed, and checked against their bounds.
set -eu
binary=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
swift build --package-path Benchmarks --configuration release --scratch-path .build-bench --static-swift-stdlib
.build-bench/release/benchmarks --postern "$binary"
