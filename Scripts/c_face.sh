#!/bin/sh
# Builds the dynamic library of the C face and lets Python use it: `c_face.sh <python>`.
set -eu
python=$1
swift build --configuration release --scratch-path .build-cface --disable-default-traits -Xswiftc -static-stdlib --product PosternC
library=.build-cface/release/libPosternC.so
[ -f "$library" ] || library=.build-cface/release/libPosternC.dylib
"$python" Scripts/c_face_test.py "$library" generated/acme-workforce/prod/routing-table.bin
