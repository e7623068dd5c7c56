package import Walkthrough

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A plain file that stays open, so that its bytes can be read even after its name is gone. Closed with its last holder.
package final class OpenFile: Sendable {
    package let byteCount: Int
    private let descriptor: Int32

    /// - Throws: `ExportError` for what is no plain file, or cannot be read.
    package init(_ path: String) throws(ExportError) {
        // A named pipe would wait for its writer.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .system(path, "无法读取") }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw ExportError(.file, path, "不是普通文件", mend: "请检查路径")
        }
        self.descriptor = descriptor
        byteCount = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// Fills `buffer` from `offset` on.
    /// - Returns: how many bytes there were; less than the buffer holds only at the end of the file.
    package func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(ExportError) -> Int {
        var done = 0
        while done < buffer.count {
            let count = pread(
                descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(offset + done))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .system("文件", "无法读取") }
            if count == 0 { break }
            done += count
        }
        return done
    }

    /// Of all its bytes.
    package func digest(_ hashing: Hashing) throws -> Digest {
        var hash = hashing.make()
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { buffer.deallocate() }
        var offset = 0
        while true {
            let count = try read(at: offset, into: buffer)
            if count == 0 { return Digest(sha256: hash.finish()) }
            hash.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            offset += count
        }
    }
}
