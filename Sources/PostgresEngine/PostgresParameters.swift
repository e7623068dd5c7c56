#if PostgreSQL
    import CLibPQ
    import LedgerSQL

    /// The values of a statement as libpq takes them: typed, and in the binary format.
    struct PostgresParameters {
        let types: [Oid]
        private let values: [SQLValue]
        /// All values, one after the other. The first byte is nobody's, so that an empty text has an address.
        private var bytes: [UInt8] = [0]
        private var ends: [Int] = []

        init(_ values: [SQLValue]) {
            self.values = values
            types = values.map { PostgresType.of($0).oid }
            for value in values {
                switch value {
                case .int(let number): withUnsafeBytes(of: number.bigEndian) { bytes += $0 }
                case .text(let text): bytes += text.utf8
                case .bytes(let content): bytes += content
                case .null: break
                }
                ends.append(bytes.count)
            }
        }

        var byteCount: Int { bytes.count }

        /// Gives `body` their number, where each lies (`nil` for NULL), how long it is, and its format.
        func withPointers<R>(
            _ body: (Int32, [UnsafePointer<CChar>?], [Int32], [Int32]) throws -> R
        ) rethrows -> R {
            try bytes.withUnsafeBytes { buffer in
                let base = buffer.bindMemory(to: CChar.self).baseAddress
                var pointers: [UnsafePointer<CChar>?] = []
                var lengths: [Int32] = []
                var start = 1
                for (value, end) in zip(values, ends) {
                    if case .null = value {
                        pointers.append(nil)
                    } else {
                        pointers.append(base.map { $0 + start })
                    }
                    lengths.append(Int32(end - start))
                    start = end
                }
                return try body(
                    Int32(values.count), pointers, lengths, [Int32](repeating: 1, count: values.count))
            }
        }
    }
#endif
