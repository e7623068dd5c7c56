/// The root of a Merkle tree over leaves that arrive one by one (RFC 6962 §2.1): a leaf is hashed after the byte
/// 0x00, a node after 0x01. Memory grows with the logarithm of the number of leaves.
public struct MerkleTree {
    private let hash: ([UInt8]) -> [UInt8]
    private var subtrees: [(hash: [UInt8], leaves: Int)] = []
    private var last: [UInt8]?

    /// - Parameter hash: the digest of some bytes; `Walkthrough` holds no cryptography of its own.
    public init(hash: @escaping ([UInt8]) -> [UInt8]) { self.hash = hash }

    public var count: Int { subtrees.reduce(0) { $0 + $1.leaves } }

    /// - Throws: `Invalid` unless `leaf` comes after the leaf before it in byte order, so that a set of leaves has
    ///   one root.
    public mutating func append(_ leaf: [UInt8]) throws(Invalid) {
        if let last, !last.lexicographicallyPrecedes(leaf) {
            throw Invalid("默克尔树", "叶子没有按字节顺序排列，或有重复", mend: "请按字节顺序逐一加入")
        }
        last = leaf
        subtrees.append((hash([0] + leaf), 1))
        while subtrees.count > 1, subtrees[subtrees.count - 2].leaves == subtrees[subtrees.count - 1].leaves {
            join()
        }
    }

    /// The root; that of no leaves is the hash of nothing.
    public var root: [UInt8] {
        guard !subtrees.isEmpty else { return hash([]) }
        var copy = self
        while copy.subtrees.count > 1 { copy.join() }
        return copy.subtrees[0].hash
    }

    private mutating func join() {
        let right = subtrees.removeLast()
        let left = subtrees.removeLast()
        subtrees.append((hash([1] + left.hash + right.hash), left.leaves + right.leaves))
    }
}
