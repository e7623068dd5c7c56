#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The few calls of the system that exports need, with errors in words.
package enum FileSystem {
    /// Makes a folder and those above it.
    package static func makeFolder(_ path: String) throws(ExportError) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += made.isEmpty || made.hasSuffix("/") ? String(part) : "/" + part
            guard mkdir(made, 0o755) == 0 || errno == EEXIST else { throw .system(made, "无法建立文件夹") }
        }
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw ExportError(.file, path, "不是文件夹", mend: "请换一个路径")
        }
    }

    package static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// The size of a plain file.
    package static func size(_ path: String) throws(ExportError) -> Int {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .system(path, "无法读取") }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw ExportError(.file, path, "不是普通文件", mend: "请检查路径")
        }
        return Int(status.st_size)
    }

    /// Gives a file's bytes in blocks of at most 64 KiB.
    package static func read(_ path: String, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ExportError.system(path, "无法读取") }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = buffer.withUnsafeMutableBytes { bytes in
                #if canImport(Glibc)
                    Glibc.read(descriptor, bytes.baseAddress, bytes.count)
                #else
                    Darwin.read(descriptor, bytes.baseAddress, bytes.count)
                #endif
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw ExportError.system(path, "无法读取") }
            if count == 0 { return }
            try buffer.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        }
    }

    package static func remove(_ path: String) { unlink(path) }

    static func removeFolder(_ path: String) { rmdir(path) }

    static func rename(_ path: String, to target: String) throws(ExportError) {
        #if canImport(Glibc)
            let result = Glibc.rename(path, target)
        #else
            let result = Darwin.rename(path, target)
        #endif
        guard result == 0 else { throw .system(target, "无法就位") }
    }

    /// Waits until a file, or the names in a folder, are on the disk.
    static func sync(_ path: String) throws(ExportError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(path, "无法读取") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .system(path, "无法写完") }
    }

    static var processID: Int32 { getpid() }
}
