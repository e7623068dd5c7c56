import Ledger
import Walkthrough

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension LedgerError {
    /// Any error of an export as the library's.
    static func of(_ error: any Error) -> LedgerError {
        switch error {
        case let error as LedgerError: error
        case let error as ExportError: error.ledgerError
        case let error as Invalid: .invalid([error])
        case let error as Refusal: LedgerError(error)
        default: .internalFault(reference: "export", "\(error)")
        }
    }
}

/// Does `body` with the errors of exports turned into the library's.
func mapping<R>(_ body: () throws -> R) throws -> R {
    do {
        return try body()
    } catch { throw LedgerError.of(error) }
}

/// A folder of its own for files on their way to the vault.
struct ScratchFolder: Sendable {
    let path: String

    init() throws(LedgerError) {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/peizou-XXXXXX".utf8CString)
        guard template.withUnsafeMutableBufferPointer({ $0.baseAddress.flatMap(mkdtemp) }) != nil else {
            throw .unavailable(retryAfter: 0, "临时文件夹 \(parent) 不能写；请检查磁盘空间和权限，或设 TMPDIR")
        }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Removes the folder with all that is in it.
    func remove() { Self.remove(path) }

    private static func remove(_ path: String) {
        guard let folder = opendir(path) else { return }
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name != ".", name != ".." else { continue }
            if unlink("\(path)/\(name)") != 0 { remove("\(path)/\(name)") }
        }
        closedir(folder)
        FileSystem.removeFolder(path)
    }
}
