#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file opened for writing under a name of its own, flushed in blocks.
package final class OutputFile {
    package let path: String
    private var descriptor: Int32
    private var buffer: [UInt8] = []
    private let observe: ((UnsafeRawBufferPointer) -> Void)?
    package private(set) var byteCount = 0

    private static let blockSize = 1 << 16

    /// - Parameter observe: sees every byte in order, for a digest of the whole.
    package init(path: String, observe: ((UnsafeRawBufferPointer) -> Void)? = nil) throws(ExportError) {
        self.path = path
        self.observe = observe
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .system(path, "无法写入") }
        buffer.reserveCapacity(Self.blockSize)
    }

    deinit { if descriptor >= 0 { closeDescriptor(descriptor) } }

    package func write(_ text: String) throws(ExportError) {
        buffer.append(contentsOf: text.utf8)
        if buffer.count >= Self.blockSize { try flush() }
    }

    package func write(_ bytes: some Sequence<UInt8>) throws(ExportError) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.blockSize { try flush() }
    }

    /// Writes what is left, waits for the disk, and closes.
    package func finish() throws(ExportError) {
        try flush()
        let synced = fsync(descriptor)
        let closed = closeDescriptor(descriptor)
        descriptor = -1
        guard synced == 0, closed == 0 else { throw .system(path, "无法写完") }
    }

    private func flush() throws(ExportError) {
        do {
            try buffer.withUnsafeBytes { bytes in
                var offset = 0
                while offset < bytes.count {
                    let count = Self.put(descriptor, bytes.baseAddress! + offset, bytes.count - offset)
                    if count < 0, errno == EINTR { continue }
                    guard count > 0 else { throw ExportError.system(path, "无法写入") }
                    offset += count
                }
                observe?(bytes)
            }
        } catch let error as ExportError {
            throw error
        } catch {
            throw ExportError(.file, path, "无法写入", mend: "请重试")
        }
        byteCount += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }

    private static func put(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, bytes, count)
        #else
            Darwin.write(descriptor, bytes, count)
        #endif
    }
}

/// The system's `close`.
@discardableResult
private func closeDescriptor(_ descriptor: Int32) -> Int32 { close(descriptor) }

extension ExportError {
    /// The system's last refusal, in words.
    static func system(_ path: String, _ what: String) -> ExportError {
        switch errno {
        case ENOSPC, EDQUOT: ExportError(.file, path, "\(what)，磁盘已满", mend: "请清理磁盘后重试")
        case EACCES, EPERM, EROFS: ExportError(.file, path, "\(what)，没有权限", mend: "请检查文件夹权限，或换一个文件夹")
        case ENOENT, ENOTDIR: ExportError(.file, path, "\(what)，路径不存在", mend: "请检查路径")
        case EISDIR: ExportError(.file, path, "\(what)，同名的是文件夹", mend: "请换一个名称")
        case let code:
            ExportError(.file, path, "\(what)（\(String(cString: strerror(code)))）", mend: "请检查磁盘后重试")
        }
    }
}
