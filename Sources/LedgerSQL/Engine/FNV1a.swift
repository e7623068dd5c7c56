/// A hash that is the same on every machine and in every version. It is not cryptographic.
package enum FNV1a {
    /// - Parameter salt: makes another hash of the same bytes.
    package static func hash(_ bytes: some Sequence<UInt8>, salt: UInt64 = 0) -> UInt64 {
        var hash = 0xCBF2_9CE4_8422_2325 ^ salt
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }
}
