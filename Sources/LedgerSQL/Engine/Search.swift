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
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(bitPattern: row) &* 0x9E37_79B9_7F4A_7C15
        for byte in term { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        // The mixer of splitmix64, so that sums of near hashes do not cancel.
        hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
        pairs += 1
        sum &+= hash ^ (hash >> 31)
    }
}

/// Search terms made of neighbouring characters, because a Chinese phrase has no word breaks.
///
/// Text is folded (full-width to half-width, lower case) and cut into runs at white space, punctuation and the borders
/// between ideographs and other letters. From every position of a run starts a term: two characters in a run of
/// ideographs, up to twelve in a run of letters and digits, fewer at its end. So any part of a run is the start of some
/// term, and 验收 is found in 消防验收, 水 in 污水, and 42 in QH-2026-0042.
package enum Bigrams {
    static let ideographWindow = 2
    static let wordWindow = 12

    package struct QueryTerm: Sendable, Hashable {
        package let text: String
        /// Matches every term that begins so.
        package let isPrefix: Bool
    }

    /// The terms of `text`, each once, in the order of the text.
    package static func terms(of text: String) -> [String] {
        var seen: Set<String> = []
        var result: [String] = []
        for run in runs(of: text) {
            for start in run.scalars.indices {
                let term = string(run.scalars[start..<min(start + run.window, run.scalars.count)])
                if seen.insert(term).inserted { result.append(term) }
            }
        }
        return result
    }

    /// The terms that a text must hold to be found; empty if there is nothing to search for. At most 64.
    package static func query(_ text: String) -> [QueryTerm] {
        var result: [QueryTerm] = []
        for run in runs(of: text) {
            let count = run.scalars.count
            if count < run.window {
                result.append(QueryTerm(text: string(run.scalars[...]), isPrefix: true))
            } else {
                for start in 0...(count - run.window) {
                    let term = string(run.scalars[start..<start + run.window])
                    result.append(QueryTerm(text: term, isPrefix: false))
                }
            }
        }
        var seen: Set<QueryTerm> = []
        return Array(result.filter { seen.insert($0).inserted }.prefix(64))
    }

    package static func checksum(row: Int64, terms: [String]) -> SearchChecksum {
        var result = SearchChecksum()
        for var term in terms { term.withUTF8 { result.add(row: row, term: UnsafeRawBufferPointer($0)) } }
        return result
    }

    private struct Run {
        var scalars: [Unicode.Scalar] = []
        var window: Int
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var result = String.UnicodeScalarView()
        result.append(contentsOf: scalars)
        return String(result)
    }

    private static func runs(of text: String) -> [Run] {
        var result: [Run] = []
        var current = Run(window: 0)
        func close() {
            if !current.scalars.isEmpty { result.append(current) }
            current = Run(window: 0)
        }
        for scalar in text.unicodeScalars {
            let folded = fold(scalar)
            guard let window = window(of: folded) else {
                if folded.value < 128 || !isMark(folded) { close() }
                continue
            }
            if window != current.window {
                close()
                current.window = window
            }
            current.scalars.append(folded)
        }
        close()
        return result
    }

    /// `nil` for what separates.
    private static func window(of scalar: Unicode.Scalar) -> Int? {
        switch scalar.value {
        case 0x30...0x39, 0x61...0x7A: wordWindow
        case 0..<0x80: nil
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x3007: ideographWindow
        case 0x3040...0x30FF, 0xAC00...0xD7AF: scalar.properties.isAlphabetic ? ideographWindow : nil
        default:
            if scalar.properties.isIdeographic {
                ideographWindow
            } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                wordWindow
            } else {
                nil
            }
        }
    }

    /// Accents and variation selectors hang on the letter before them; they are left out and do not end its run.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: true
        default: false
        }
    }

    private static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        var value = scalar.value
        if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
        if (0x41...0x5A).contains(value) { value += 32 }
        if value < 128 || (0x2E80...0x9FFF).contains(value) { return Unicode.Scalar(value) ?? scalar }
        let lower = scalar.properties.lowercaseMapping.unicodeScalars
        return lower.count == 1 ? lower.first ?? scalar : scalar
    }
}
