import Walkthrough

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The library gathers rows in scratch files and does not look whether the disk took them; so the finished file is
/// read once: each sheet must be whole and hold the lines that were written.
enum SheetCheck {
    static func verify(_ path: String, expecting lines: [Int]) throws(ExportError) {
        var found = [Int](repeating: 0, count: lines.count)
        do {
            try Archive.read(path) { entry in
                guard let index = sheetIndex(of: entry.name), lines.indices.contains(index) else { return }
                var counter = RowCounter()
                try entry.read { counter.take($0) }
                found[index] = counter.isWhole ? counter.rows : -1
            }
        } catch {
            throw damaged(path)
        }
        guard found == lines else { throw damaged(path) }
    }

    private static func damaged(_ path: String) -> ExportError {
        ExportError(.workbook, path, "表格没有写完整", mend: "请检查磁盘空间后重试")
    }

    private static func sheetIndex(of name: String) -> Int? {
        guard name.hasPrefix("xl/worksheets/sheet"), name.hasSuffix(".xml") else { return nil }
        return Int(name.dropFirst("xl/worksheets/sheet".count).dropLast(4)).map { $0 - 1 }
    }
}

/// Counts `<row ` over blocks, and sees whether the document is closed.
private struct RowCounter {
    private(set) var rows = 0
    private var tail: [UInt8] = []

    private static let mark = Array("<row ".utf8)
    private static let end = Array("</worksheet>".utf8)

    var isWhole: Bool {
        var trimmed = tail
        while let last = trimmed.last, last <= 32 { trimmed.removeLast() }
        return trimmed.suffix(Self.end.count).elementsEqual(Self.end)
    }

    mutating func take(_ block: UnsafeRawBufferPointer) {
        // The seam: a mark that began in the block before.
        let seam = Array(tail.suffix(Self.mark.count - 1)) + block.prefix(Self.mark.count - 1)
        seam.withUnsafeBytes { rows += Self.count(in: $0) }
        rows += Self.count(in: block)
        tail = Array((tail + block.suffix(32)).suffix(32))
    }

    private static func count(in block: UnsafeRawBufferPointer) -> Int {
        guard var position = block.baseAddress else { return 0 }
        let end = position + block.count
        var count = 0
        while end - position >= mark.count, let hit = memchr(position, Int32(mark[0]), end - position) {
            position = UnsafeRawPointer(hit)
            if end - position >= mark.count, memcmp(position, mark, mark.count) == 0 { count += 1 }
            position += 1
        }
        return count
    }
}
