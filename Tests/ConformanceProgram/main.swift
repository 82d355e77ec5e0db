import Foundation
import PosternSchema
import TestSupport

/// The whole comparison of interpreter and table, in release: 300,000 requests. Says what was compared, and exits 1
/// where the two differ.
var found = ConformanceRun.Found()
let run = ConformanceRun()
for name in ConformanceRun.shipped {
  found.add(run.shipped(name, try .checkout("policies/\(name)")))
}
found.add(run.random(0..<300))

for difference in found.differences.prefix(20) { print(difference) }
print(
  "interpreter and table: \(found.requests) requests over 3 shipped and 300 random policies from seed "
    + "\(ConformanceRun.seed), \(found.differences.count) differences")
exit(found.differences.isEmpty && found.requests >= 300_000 ? 0 : 1)
