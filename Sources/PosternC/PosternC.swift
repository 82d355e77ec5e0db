public import CPostern
import PosternRuntime

// The functions of `postern.h`, which says what they do. The compiler holds their types equal to the header's.

@c @implementation
public func postern_table_open(
  _ path: UnsafePointer<CChar>, _ error: UnsafeMutablePointer<CChar>?, _ capacity: Int
) -> OpaquePointer? {
  do {
    return unsafe Handle.retain(try RoutingTable(mapping: String(cString: path)))
  } catch let fault {
    unsafe Handle.write("\(fault)", to: error, capacity)
    return nil
  }
}

@c @implementation
public func postern_table_open_bytes(
  _ bytes: UnsafeRawPointer?, _ length: Int, _ error: UnsafeMutablePointer<CChar>?, _ capacity: Int
) -> OpaquePointer? {
  let copy = unsafe bytes == nil ? [] : Array(UnsafeRawBufferPointer(start: bytes, count: max(0, length)))
  do {
    return unsafe Handle.retain(try RoutingTable(validating: copy))
  } catch let fault {
    unsafe Handle.write("\(fault)", to: error, capacity)
    return nil
  }
}

@c @implementation
public func postern_table_close(_ table: OpaquePointer?) {
  guard let table = unsafe table else { return }
  unsafe Unmanaged<RoutingTable>.fromOpaque(UnsafeRawPointer(table)).release()
}

@c @implementation
public func postern_table_policy(_ table: OpaquePointer) -> postern_text {
  unsafe Handle.table(table) { unsafe postern_text($0, $0.policyText) }
}

@c @implementation
public func postern_table_environment(_ table: OpaquePointer) -> postern_text {
  unsafe Handle.table(table) { unsafe postern_text($0, $0.environmentText) }
}

@c @implementation
public func postern_decide(
  _ table: OpaquePointer, _ request: UnsafePointer<postern_request>,
  _ decision: UnsafeMutablePointer<postern_decision>
) {
  unsafe Handle.table(table) { table in
    let found = unsafe table.decide(LentRequest(request.pointee))
    unsafe decision.pointee = unsafe postern_decision(table, found)
  }
}

@c @implementation
public func postern_decision_step(
  _ table: OpaquePointer, _ decision: UnsafePointer<postern_decision>, _ index: Int,
  _ step: UnsafeMutablePointer<postern_step>
) -> Bool {
  unsafe Handle.table(table) { table in
    let found = unsafe TableDecision(decision.pointee)
    guard let planned = table.step(index, of: found) else { return false }
    unsafe step.pointee = unsafe postern_step(table, planned)
    return true
  }
}

@c @implementation
public func postern_decision_method(
  _ table: OpaquePointer, _ decision: UnsafePointer<postern_decision>, _ index: Int,
  _ method: UnsafeMutablePointer<postern_text>
) -> Bool {
  unsafe Handle.table(table) { table in
    guard unsafe decision.pointee.method_count > 0 else { return false }
    let methods = unsafe table.methods(ofRule: Int(decision.pointee.private_rule))
    guard methods.indices.contains(index) else { return false }
    unsafe method.pointee = unsafe postern_text(methods[index].staticName)
    return true
  }
}

@c @implementation
public func postern_version() -> UInt32 { UInt32(POSTERN_VERSION) }
