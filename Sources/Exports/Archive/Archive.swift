import CArchive

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Archives through libarchive: the same entries give the same bytes, and nothing in an archive can write outside
/// the folder that it is unpacked to.
package enum Archive {
    package enum Format: Sendable {
        case zip, tarGzip
    }

    /// Names in archives are UTF-8 whatever the process's locale: libarchive asks the locale, so the thread gets one.
    static func inUTF8<Result>(_ body: () throws -> Result) rethrows -> Result {
        let names = ["C.UTF-8", "en_US.UTF-8", "UTF-8"]
        guard let locale = names.lazy.compactMap({ newlocale(LC_CTYPE_MASK, $0, nil) }).first else {
            return try body()
        }
        let previous = uselocale(locale)
        defer {
            uselocale(previous)
            freelocale(locale)
        }
        return try body()
    }

    /// - Throws: `ExportError` for an absolute name, one with `..`, `.` or an empty part, a backslash or a control
    ///   character.
    static func requireSafe(_ name: String, in path: String) throws(ExportError) {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        let isBad =
            name.isEmpty || name.utf8.count > 1024 || parts.contains { $0.isEmpty || $0 == "." || $0 == ".." }
            || name.unicodeScalars.contains {
                $0.value < 32 || $0.value == 127 || $0 == "\\" || $0 == "\u{FFFD}"
            }
        guard !isBad else {
            throw ExportError(
                .archive, path, "其中的“\(name.prefix(80))”路径不安全", mend: "请使用本系统生成的文件")
        }
    }

    static func failure(_ archive: OpaquePointer?, _ path: String, _ what: String) -> ExportError {
        let words = archive.flatMap { archive_error_string($0) }.map { String(cString: $0) }
        if archive.map(archive_errno) == ENOSPC {
            return ExportError(.file, path, "\(what)，磁盘已满", mend: "请清理磁盘后重试")
        }
        return ExportError(.archive, path, words.map { "\(what)（\($0)）" } ?? what, mend: "请检查文件后重试")
    }
}
