/// The JSON of events, states and receipts: one line, keys in the order of their bytes, no blanks, `/` as it is, absent
/// values left out. The same value always gives the same bytes, in every process and on every machine.
///
/// It writes what `JSONEncoder` does with `.sortedKeys` and `.withoutEscapingSlashes`, in one pass: a command's encoding
/// is the larger part of what it costs besides the disk. Numbers are whole; the domain has no others.
package enum CanonicalJSON {
    package static func encode(_ value: some Encodable, userInfo: [CodingUserInfoKey: any Sendable] = [:])
        throws
        -> String
    {
        let writer = JSONTextWriter(userInfo: userInfo)
        try writer.write(value)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

/// Values are written depth first; a container that is still open when its parent is written to again is done.
private final class JSONTextWriter: Encoder {
    /// An open object or array, and where the entries of an object begin.
    private struct Open {
        let start: Int
        let isObject: Bool
        var entries: [(key: String, start: Int)] = []
        var count = 0
    }

    private(set) var bytes: [UInt8] = []
    let userInfo: [CodingUserInfoKey: Any]
    private var open: [Open] = []

    init(userInfo: [CodingUserInfoKey: any Sendable]) {
        self.userInfo = userInfo
        bytes.reserveCapacity(1024)
    }

    func write(_ value: some Encodable) throws {
        let depth = open.count
        let start = bytes.count
        try value.encode(to: self)
        close(to: depth)
        // A type that encodes nothing at all is an empty object.
        if bytes.count == start { bytes += [UInt8(ascii: "{"), UInt8(ascii: "}")] }
    }

    /// Where the value being written stands; texts of events are named by it.
    var codingPath: [any CodingKey] {
        open.map { open in
            open.isObject
                ? PathKey(stringValue: open.entries.last?.key ?? "")
                : PathKey(intValue: max(0, open.count - 1))
        }
    }

    private struct PathKey: CodingKey {
        let stringValue: String
        let intValue: Int?

        init(stringValue: String) {
            self.stringValue = stringValue
            intValue = nil
        }

        init(intValue: Int) {
            stringValue = String(intValue)
            self.intValue = intValue
        }
    }

    // MARK: Containers

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(JSONObjectContainer<Key>(writer: self, depth: begin(isObject: true)))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        JSONArrayContainer(writer: self, depth: begin(isObject: false))
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { JSONValueContainer(writer: self) }

    /// - Returns: how many containers are open with the new one.
    func begin(isObject: Bool) -> Int {
        open.append(Open(start: bytes.count, isObject: isObject))
        bytes.append(UInt8(ascii: isObject ? "{" : "["))
        return open.count
    }

    func enter(_ key: some CodingKey, at depth: Int) {
        close(to: depth)
        if open[depth - 1].count > 0 { bytes.append(UInt8(ascii: ",")) }
        open[depth - 1].count += 1
        let name = key.stringValue
        open[depth - 1].entries.append((name, bytes.count))
        put(name)
        bytes.append(UInt8(ascii: ":"))
    }

    func enterElement(at depth: Int) {
        close(to: depth)
        if open[depth - 1].count > 0 { bytes.append(UInt8(ascii: ",")) }
        open[depth - 1].count += 1
    }

    func count(at depth: Int) -> Int { open[depth - 1].count }

    private func close(to depth: Int) {
        while open.count > depth {
            let done = open.removeLast()
            if done.isObject { sort(done) }
            bytes.append(UInt8(ascii: done.isObject ? "}" : "]"))
        }
    }

    private func sort(_ object: Open) {
        let entries = object.entries
        guard entries.count > 1 else { return }
        let order = entries.indices.sorted { Self.precedes(entries[$0].key, entries[$1].key) }
        guard !order.elementsEqual(entries.indices) else { return }
        var sorted: [UInt8] = []
        sorted.reserveCapacity(bytes.count - object.start)
        for index in order {
            if !sorted.isEmpty { sorted.append(UInt8(ascii: ",")) }
            let end = index + 1 < entries.count ? entries[index + 1].start - 1 : bytes.count
            sorted += bytes[entries[index].start..<end]
        }
        bytes.replaceSubrange((object.start + 1)..., with: sorted)
    }

    private static func precedes(_ a: String, _ b: String) -> Bool {
        a.utf8.lexicographicallyPrecedes(b.utf8)
    }

    // MARK: Values

    func putNull() { bytes += "null".utf8 }
    func put(_ value: Bool) { bytes += (value ? "true" : "false").utf8 }
    func put(_ value: some BinaryInteger) { bytes += String(value).utf8 }

    func put(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            var plain = utf8.startIndex
            for (index, byte) in utf8.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
                bytes += utf8[plain..<index]
                plain = index + 1
                putEscaped(byte)
            }
            bytes += utf8[plain...]
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private func putEscaped(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x22, 0x5C: bytes.append(byte)
        default:
            let hex = Array("0123456789abcdef".utf8)
            bytes += "u00".utf8
            bytes += [hex[Int(byte >> 4)], hex[Int(byte & 15)]]
        }
    }

    func refuse(_ value: Any) -> EncodingError {
        .invalidValue(value, .init(codingPath: [], debugDescription: "only whole numbers are stored"))
    }
}

private struct JSONObjectContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let writer: JSONTextWriter
    let depth: Int
    var codingPath: [any CodingKey] { writer.codingPath }

    func encodeNil(forKey key: Key) {
        writer.enter(key, at: depth)
        writer.putNull()
    }

    func encode(_ value: Bool, forKey key: Key) {
        writer.enter(key, at: depth)
        writer.put(value)
    }

    func encode(_ value: String, forKey key: Key) {
        writer.enter(key, at: depth)
        writer.put(value)
    }

    func encode(_ value: Int, forKey key: Key) { whole(value, key) }
    func encode(_ value: Int8, forKey key: Key) { whole(value, key) }
    func encode(_ value: Int16, forKey key: Key) { whole(value, key) }
    func encode(_ value: Int32, forKey key: Key) { whole(value, key) }
    func encode(_ value: Int64, forKey key: Key) { whole(value, key) }
    func encode(_ value: UInt, forKey key: Key) { whole(value, key) }
    func encode(_ value: UInt8, forKey key: Key) { whole(value, key) }
    func encode(_ value: UInt16, forKey key: Key) { whole(value, key) }
    func encode(_ value: UInt32, forKey key: Key) { whole(value, key) }
    func encode(_ value: UInt64, forKey key: Key) { whole(value, key) }
    func encode(_ value: Double, forKey key: Key) throws { throw writer.refuse(value) }
    func encode(_ value: Float, forKey key: Key) throws { throw writer.refuse(value) }

    func encode(_ value: some Encodable, forKey key: Key) throws {
        writer.enter(key, at: depth)
        try writer.write(value)
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key)
        -> KeyedEncodingContainer<Nested>
    {
        writer.enter(key, at: depth)
        return writer.container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        writer.enter(key, at: depth)
        return writer.unkeyedContainer()
    }

    func superEncoder() -> any Encoder { writer }

    func superEncoder(forKey key: Key) -> any Encoder {
        writer.enter(key, at: depth)
        return writer
    }

    private func whole(_ value: some BinaryInteger, _ key: Key) {
        writer.enter(key, at: depth)
        writer.put(value)
    }
}

private struct JSONArrayContainer: UnkeyedEncodingContainer {
    let writer: JSONTextWriter
    let depth: Int
    var codingPath: [any CodingKey] { writer.codingPath }
    var count: Int { writer.count(at: depth) }

    func encodeNil() {
        writer.enterElement(at: depth)
        writer.putNull()
    }

    func encode(_ value: some Encodable) throws {
        writer.enterElement(at: depth)
        try writer.write(value)
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        writer.enterElement(at: depth)
        return writer.container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        writer.enterElement(at: depth)
        return writer.unkeyedContainer()
    }

    func superEncoder() -> any Encoder {
        writer.enterElement(at: depth)
        return writer
    }
}

private struct JSONValueContainer: SingleValueEncodingContainer {
    let writer: JSONTextWriter
    var codingPath: [any CodingKey] { writer.codingPath }

    func encodeNil() { writer.putNull() }
    func encode(_ value: Bool) { writer.put(value) }
    func encode(_ value: String) { writer.put(value) }
    func encode(_ value: Int) { writer.put(value) }
    func encode(_ value: Int8) { writer.put(value) }
    func encode(_ value: Int16) { writer.put(value) }
    func encode(_ value: Int32) { writer.put(value) }
    func encode(_ value: Int64) { writer.put(value) }
    func encode(_ value: UInt) { writer.put(value) }
    func encode(_ value: UInt8) { writer.put(value) }
    func encode(_ value: UInt16) { writer.put(value) }
    func encode(_ value: UInt32) { writer.put(value) }
    func encode(_ value: UInt64) { writer.put(value) }
    func encode(_ value: Double) throws { throw writer.refuse(value) }
    func encode(_ value: Float) throws { throw writer.refuse(value) }
    func encode(_ value: some Encodable) throws { try writer.write(value) }
}
