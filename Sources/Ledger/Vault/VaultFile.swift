import Glibc
import Walkthrough

/// The system calls of the vault, with their failures in words.
enum VaultFile {
    static func failure(_ what: String) -> LedgerError {
        errno == ENOSPC || errno == EDQUOT
            ? .unavailable(retryAfter: 60, "\(what)：磁盘已满。请清理磁盘后重试，没有记录任何内容")
            : .unavailable(retryAfter: 0, "\(what)：\(String(cString: strerror(errno)))")
    }

    static func open(_ path: String, _ shown: String) throws(LedgerError) -> Int32 {
        // A named pipe would wait for its writer.
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw errno == ENOENT
                ? .invalid([Invalid("文件 \(shown)", "不存在", mend: "请核对路径")]) : failure("读不了文件 \(shown)")
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .invalid([Invalid("文件 \(shown)", "不是普通文件", mend: "请指定一个文件，不要用文件夹或设备")])
        }
        return descriptor
    }

    static func isReadable(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, R_OK) == 0
    }

    /// A short text; `nil` if it is not there or cannot be read.
    static func text(_ path: String) -> String? {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        return count < 0 ? nil : String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    static func create(_ path: String) throws(LedgerError) -> Int32 {
        let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("建不了文件 \(path)") }
        return descriptor
    }

    static func read(
        _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, _ shown: String
    ) throws(LedgerError) -> Int {
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            guard errno == EINTR else { throw failure("读不了文件 \(shown)") }
        }
    }

    static func read(
        _ descriptor: Int32, at offset: Int, into buffer: UnsafeMutableRawBufferPointer, _ shown: String
    ) throws(LedgerError) -> Int {
        while true {
            let count = pread(descriptor, buffer.baseAddress, buffer.count, offset)
            if count >= 0 { return count }
            guard errno == EINTR else { throw failure("读不了文件 \(shown)") }
        }
    }

    static func size(_ descriptor: Int32) -> Int {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    static func eachBlock(
        _ file: any EvidenceFile, _ body: (UnsafeRawBufferPointer) throws(LedgerError) -> Void
    ) throws(LedgerError) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: EvidenceVault.block, alignment: 16)
        defer { buffer.deallocate() }
        var offset = 0
        while true {
            let count = try file.read(at: offset, into: buffer)
            if count == 0 { return }
            try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            offset += count
        }
    }

    /// Copies a file to a new path, which must not exist.
    static func write(_ file: any EvidenceFile, to path: String) throws(LedgerError) {
        let descriptor = try create(path)
        do throws(LedgerError) {
            try eachBlock(file) { (block: UnsafeRawBufferPointer) throws(LedgerError) in
                try write(block, to: descriptor)
            }
            try sync(descriptor)
            close(descriptor)
        } catch {
            close(descriptor)
            unlink(path)
            throw error
        }
    }

    static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws(LedgerError) {
        var done = 0
        while done < bytes.count {
            let count = Glibc.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
            if count < 0 {
                guard errno == EINTR else { throw failure("写不进佐证库") }
                continue
            }
            done += count
        }
    }

    static func sync(_ descriptor: Int32) throws(LedgerError) {
        guard fsync(descriptor) == 0 else { throw failure("写不进佐证库") }
    }

    static func syncFolder(_ path: String) throws(LedgerError) {
        let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("打不开文件夹 \(path)") }
        defer { close(descriptor) }
        try sync(descriptor)
    }

    static func makeFolder(_ path: String) throws(LedgerError) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure("建不了文件夹 \(path)") }
    }

    /// The folder and those above it.
    static func makeFolders(_ path: String) throws(LedgerError) {
        if isFolder(path) { return }
        if let end = path.lastIndex(of: "/"), end > path.startIndex { try makeFolders(String(path[..<end])) }
        try makeFolder(path)
    }

    static func modified(_ path: String) -> Instant? {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        return Instant(
            milliseconds: Int64(status.st_mtim.tv_sec) * 1000 + Int64(status.st_mtim.tv_nsec) / 1_000_000)
    }

    /// The names in a folder, in order; none if it is not there.
    static func names(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}
