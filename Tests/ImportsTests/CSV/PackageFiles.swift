import Testing
import Walkthrough

@testable import Imports

#if canImport(Glibc)
    import Glibc
#endif

/// The bytes of a file of this package, by its path from the root.
func packageFile(_ path: String) throws -> [UInt8] {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(
        separator: "/")
    let stream = try #require(fopen("\(root)/\(path)", "rb"), "\(path)")
    defer { fclose(stream) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = fread(&chunk, 1, chunk.count, stream)
        guard count > 0 else { return bytes }
        bytes += chunk[..<count]
    }
}

/// What Excel on Chinese Windows would write.
func gbk(_ text: String) -> [UInt8] {
    let converter = iconv_open("GB18030", "UTF-8")
    defer { iconv_close(converter) }
    var input = Array(text.utf8)
    var output = [UInt8](repeating: 0, count: input.count * 2 + 8)
    var (left, room) = (input.count, output.count)
    input.withUnsafeMutableBytes { source in
        output.withUnsafeMutableBytes { target in
            var from = source.bindMemory(to: CChar.self).baseAddress
            var to = target.bindMemory(to: CChar.self).baseAddress
            _ = iconv(converter, &from, &left, &to, &room)
        }
    }
    return Array(output.dropLast(room))
}
