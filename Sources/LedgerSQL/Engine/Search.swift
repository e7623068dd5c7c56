/// A search index: its own table, named in the program.
package struct SearchIndex: Sendable, Hashable {
    package let name: String

    package init(_ name: StaticString) { self.name = "\(name)" }
}

/// What an index holds, as a count of (row, term) pairs and a sum over them, in any order.
///
/// The sum is not cryptographic: it shows what a hand or a bug changed in a projection that can be made again.
package struct SearchChecksum: Sendable, Hashable {
    package var pairs: Int = 0
    package var sum: UInt64 = 0

    package init() {}

    package static func += (a: inout SearchChecksum, b: SearchChecksum) {
        a.pairs += b.pairs
        a.sum &+= b.sum
    }

    package mutating func add(row: Int64, term: UnsafeRawBufferPointer) {
        var hash = FNV1a.hash(term, salt: UInt64(bitPattern: row) &* 0x9E37_79B9_7F4A_7C15)
        // The mixer of splitmix64, so that sums of near hashes do not cancel.
        hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
        pairs += 1
        sum &+= hash ^ (hash >> 31)
    }
}
