import Glibc
import Ledger

/// Files that a command reads.
enum FileInput {
    /// - Throws: `unknown` for a path that cannot be read, `tooLarge` beyond `limit` bytes.
    static func read(_ path: String, limit: Int) throws(LedgerError) -> [UInt8] {
        // A named pipe would wait for its writer.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFIFO {
            throw .unknown("\(path)：是管道，不是普通文件。请写出一个文件。")
        }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &block, block.count)
            if count < 0, errno == EINTR { continue }
            if count < 0 { throw failure(path) }
            if count == 0 { return bytes }
            bytes.append(contentsOf: block[..<count])
            if bytes.count > limit {
                throw .tooLarge("\(path)：超过 \(limit) 字节。请核对是不是选错了文件，或拆成几个。")
            }
        }
    }

    /// The files themselves, and in place of a folder its files with one of the endings, by name.
    static func expand(_ paths: [String], endings: [String]) throws(LedgerError) -> [String] {
        var files: [String] = []
        for path in paths {
            guard let folder = opendir(path) else {
                guard errno == ENOTDIR else { throw failure(path) }
                files.append(path)
                continue
            }
            defer { closedir(folder) }
            var names: [String] = []
            while let entry = readdir(folder) {
                let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                    String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
                }
                if endings.contains(where: name.hasSuffix) { names.append(name) }
            }
            let base = path.hasSuffix("/") ? path : path + "/"
            files += names.sorted().map { base + $0 }
        }
        return files
    }

    private static func failure(_ path: String) -> LedgerError {
        switch errno {
        case ENOENT, ENOTDIR: .unknown("\(path)：没有这个文件或文件夹。请核对路径。")
        case EACCES, EPERM: .unknown("\(path)：没有读它的权限。请换一个账号，或修改文件权限。")
        case EISDIR: .unknown("\(path)：是文件夹，不是文件。请写出里面的文件名。")
        default: .unknown("\(path)：读不了（\(String(cString: strerror(errno)))）。请核对路径和磁盘。")
        }
    }
}
