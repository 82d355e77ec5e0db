#if Server
import Testing

@testable import PosternBridge

@Suite struct RequestBodiesTests {
  static let longest = String(repeating: "a", count: 256)

  @Test func readsATriggerWhole() throws {
    let text = #"""
      {"auth_request_id":"req:1.a_b~c-d","user":{"id":"u1","phone_number":"+5511987654321","email":"a@example.com",
       "groups":["admins",""]},"identity_provider":"google","application":"wiki","network_zones":[],
       "client_ip":"203.0.113.7","risk":"low","locale":"pt-BR","browser_token":"AAAAAAAAAAAAAAAAAAAAAA",
       "return_url":"https://app.example.com/back","callback_url":"https://app.example.com/cb","amount":"12.00",
       "payee":"Shop","unknown":{"deep":[1]}}
      """#
    var wanted = Trigger(authRequestID: "req:1.a_b~c-d")
    wanted.userID = "u1"
    wanted.phoneNumber = "+5511987654321"
    wanted.email = "a@example.com"
    wanted.groups = ["admins", ""]
    wanted.identityProvider = "google"
    wanted.application = "wiki"
    wanted.networkZones = []
    wanted.clientIP = "203.0.113.7"
    wanted.risk = "low"
    wanted.locale = "pt-BR"
    wanted.browserToken = "AAAAAAAAAAAAAAAAAAAAAA"
    wanted.returnURL = "https://app.example.com/back"
    wanted.callbackURL = "https://app.example.com/cb"
    wanted.amount = "12.00"
    wanted.payee = "Shop"
    #expect(try RequestBodies.trigger(Array(text.utf8)) == wanted)
  }

  @Test func nullAndEmptyTextAreAbsent() throws {
    let text = #"{"auth_request_id":"a","user":null,"application":null,"network_zones":null,"client_ip":""}"#
    #expect(try RequestBodies.trigger(Array(text.utf8)) == Trigger(authRequestID: "a"))
    let groups = #"{"auth_request_id":"a","user":{"groups":[]}}"#
    #expect(try RequestBodies.trigger(Array(groups.utf8)).groups == [])
  }

  static let malformed: [(String, String)] = [
    ("nothing", ""), ("no JSON", "x"), ("a list", "[]"), ("a text", #""a""#), ("null", "null"),
    ("cut off", #"{"auth_request_id":"a""#), ("two values", #"{"auth_request_id":"a"}{}"#),
    ("byte order mark", "\u{FEFF}{\"auth_request_id\":\"a\"}"), ("no id", "{}"),
    ("empty id", #"{"auth_request_id":""}"#), ("null id", #"{"auth_request_id":null}"#),
    ("number id", #"{"auth_request_id":1}"#), ("id twice", #"{"auth_request_id":"a","auth_request_id":"a"}"#),
    ("id twice by escape", #"{"auth_request_id":"a","auth_request_i\u0064":"b"}"#),
    ("space in id", #"{"auth_request_id":"a b"}"#), ("newline in id", #"{"auth_request_id":"a\n"}"#),
    ("letter beyond ASCII", #"{"auth_request_id":"ä"}"#), ("long id", #"{"auth_request_id":"\#(longest)a"}"#),
    ("user is a text", #"{"auth_request_id":"a","user":"u"}"#),
    ("groups is a text", #"{"auth_request_id":"a","user":{"groups":"admins"}}"#),
    ("a group is a number", #"{"auth_request_id":"a","user":{"groups":[1]}}"#),
    ("a group is null", #"{"auth_request_id":"a","user":{"groups":[null]}}"#),
    ("phone is a number", #"{"auth_request_id":"a","user":{"phone_number":5511987654321}}"#),
    ("duplicate in user", #"{"auth_request_id":"a","user":{"id":"x","id":"x"}}"#),
    ("duplicate in what is ignored", #"{"auth_request_id":"a","x":{"y":1,"y":1}}"#),
    ("zones is an object", #"{"auth_request_id":"a","network_zones":{}}"#),
    ("amount is a number", #"{"auth_request_id":"a","amount":12}"#),
    ("short browser token", #"{"auth_request_id":"a","browser_token":"AAAAAAAAAAAAAAAAAAAAA"}"#),
    ("browser token of base64", #"{"auth_request_id":"a","browser_token":"AAAAAAAAAAAAAAAAAAAA+/"}"#),
    ("too deep", #"{"auth_request_id":"a","x":"# + String(repeating: "[", count: 40)),
    ("half a pair", #"{"auth_request_id":"a","application":"\ud800"}"#),
  ]

  @Test(arguments: malformed) func refuses(_ name: String, _ text: String) {
    #expect(throws: Refusal.self, "\(name)") { try RequestBodies.trigger(Array(text.utf8)) }
  }

  @Test func refusalsNameKeysAndNoValues() {
    let text = #"{"auth_request_id":"a","user":{"phone_number":["+5511987654321"]}}"#
    #expect(throws: Refusal.malformed("`user.phone_number` must be a text")) {
      try RequestBodies.trigger(Array(text.utf8))
    }
  }

  @Test func readsTheOthers() throws {
    let id = Self.longest
    let verify = try RequestBodies.verify(Array(#"{"auth_request_id":"\#(id)","code":" 12 34"}"#.utf8))
    #expect(verify == RequestBodies.Verify(authRequestID: id, code: " 12 34"))
    let status = try RequestBodies.status(Array(#"{"auth_request_id":"a","result":"r"}"#.utf8))
    #expect(status == RequestBodies.Status(authRequestID: "a", result: "r"))
    #expect(try RequestBodies.status(Array(#"{"auth_request_id":"a"}"#.utf8)).result == nil)
    #expect(try RequestBodies.cancel(Array(#"{"auth_request_id":"a","code":1}"#.utf8)) == "a")
    for text in [#"{"auth_request_id":"a"}"#, #"{"auth_request_id":"a","code":123456}"#, #"{"code":"1"}"#] {
      #expect(throws: Refusal.self) { try RequestBodies.verify(Array(text.utf8)) }
    }
    #expect(throws: Refusal.self) {
      try RequestBodies.status(Array(#"{"auth_request_id":"a","result":7}"#.utf8))
    }
  }
}
#endif
