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
        var pairs: Set<UInt64> = []
        var words: Set<[UInt8]> = []
        var result: [String] = []
        forEachRun(of: text) { run in
            for start in 0..<run.count {
                let term = run.term(at: start)
                let isNew =
                    run.window == ideographWindow
                    ? pairs.insert(term.reduce(0) { $0 << 8 | UInt64($1) }).inserted
                    : words.insert(Array(term)).inserted
                if isNew { result.append(String(decoding: term, as: UTF8.self)) }
            }
        }
        return result
    }

    /// The terms that a text must hold to be found; empty if there is nothing to search for. At most 64.
    package static func query(_ text: String) -> [QueryTerm] {
        var result: [QueryTerm] = []
        forEachRun(of: text) { run in
            for start in 0...max(0, run.count - run.window) {
                let term = String(decoding: run.term(at: start), as: UTF8.self)
                result.append(QueryTerm(text: term, isPrefix: run.count < run.window))
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
        var window = 0
        var utf8: [UInt8] = []
        /// Where each character starts in `utf8`.
        var starts: [Int] = []

        var count: Int { starts.count }

        /// Eight bytes at most where the window is two.
        func term(at start: Int) -> ArraySlice<UInt8> {
            let end = start + window < starts.count ? starts[start + window] : utf8.count
            return utf8[starts[start]..<end]
        }

        mutating func append(_ scalar: Unicode.Scalar) {
            starts.append(utf8.count)
            utf8.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
    }

    private static func forEachRun(of text: String, _ body: (Run) -> Void) {
        var run = Run()
        func close() {
            if run.count > 0 { body(run) }
            run.starts.removeAll(keepingCapacity: true)
            run.utf8.removeAll(keepingCapacity: true)
            run.window = 0
        }
        for scalar in text.unicodeScalars {
            let folded = fold(scalar)
            guard let window = window(of: folded) else {
                if !isMark(folded) { close() }
                continue
            }
            if window != run.window {
                close()
                run.window = window
            }
            run.append(folded)
        }
        close()
    }

    /// `nil` for what separates.
    private static func window(of scalar: Unicode.Scalar) -> Int? {
        switch scalar.value {
        case 0x30...0x39, 0x61...0x7A: wordWindow
        // The punctuation of Chinese, without a look into Unicode's tables.
        case 0..<0x80, 0x2010...0x2027, 0x3001...0x3004, 0x3008...0x3020, 0xFF5F...0xFF65: nil
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x3005...0x3007: ideographWindow
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
        guard scalar.value >= 0x80, !(0x2010...0x2027).contains(scalar.value),
            !(0x3001...0x3020).contains(scalar.value)
        else { return false }
        return switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: true
        default: false
        }
    }

    private static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        var value = scalar.value
        if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
        if (0x41...0x5A).contains(value) { value += 32 }
        if value < 128 || (0x2000...0x9FFF).contains(value) { return Unicode.Scalar(value) ?? scalar }
        let lower = scalar.properties.lowercaseMapping.unicodeScalars
        return lower.count == 1 ? lower.first ?? scalar : scalar
    }
}
