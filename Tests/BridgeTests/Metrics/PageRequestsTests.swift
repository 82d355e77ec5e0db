#if Server
import Testing

@testable import PosternBridge

/// The page's requests are counted as those of the webhook side are: by the real program, whose metrics they are.
@Suite struct PageRequestsTests {
  @Test func whatThePageAnswersIsCounted() async throws {
    try await BridgeProcess.run { bridge in
      let origin = "http://127.0.0.1:\(bridge.ports.main)"
      #expect(try await bridge.fixture.get(origin + "/challenge/no-such-token").status == 404)
      #expect(try await bridge.fixture.get(origin + "/challenge/assets/page.css").status == 200)
      let metrics = try await bridge.fixture.get("http://127.0.0.1:\(bridge.ports.admin)/metrics").text
      for line in [
        #"postern_http_requests_total{endpoint="page-link",status="404"} 1"#,
        #"postern_http_requests_total{endpoint="page-asset",status="200"} 1"#,
      ] {
        #expect(metrics.contains(line), "\(line)")
      }
    }
  }
}
#endif
