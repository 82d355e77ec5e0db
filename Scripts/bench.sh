#!/bin/sh
# Builds and runs Benchmarks/: ratios measured side by side in one run, printed, and checked against their bounds.
# `bench.sh <postern>`. The program that a cold start is compared with is linked as <postern> is; the one that measures
# is not, since it stands in for malloc.
set -eu
binary=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
flags="--configuration release --package-path Benchmarks"
# SwiftPM does not see new files of a package that it finds by a path; without these it looks again.
rm -f .build-bench/release.yaml .build-hello/release.yaml
case "$(uname -s)" in
  Linux)
    swift build $flags --scratch-path .build-bench --static-swift-stdlib --product benchmarks
    swift build $flags --scratch-path .build-hello --static-swift-stdlib -Xswiftc -static-executable -Xlinker -s \
      --product hello
    ;;
  *)
    swift build $flags --scratch-path .build-bench --product benchmarks
    swift build $flags --scratch-path .build-hello --product hello
    ;;
esac
.build-bench/release/benchmarks --postern "$binary" --hello .build-hello/release/hello
