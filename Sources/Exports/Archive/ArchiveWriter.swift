import CArchive
package import Walkthrough

/// Writes an archive entry by entry. Owner, mode and order are fixed, so that the same entries give the same bytes.
package final class ArchiveWriter {
    private let path: String
    private let format: Archive.Format
    private let modified: Instant?
    private var archive: OpaquePointer?
    private var names: Set<String> = []

    /// - Parameter modified: the time that entries carry in a `tarGzip`. A zip prints times in the machine's time
    ///   zone, so its entries carry none, which reads 1980-01-01.
    package init(path: String, format: Archive.Format, modified: Instant?) throws(ExportError) {
        self.path = path
        self.format = format
        self.modified = format == .zip ? nil : modified
        archive = archive_write_new()
        guard let archive else { throw Archive.failure(nil, path, "无法建立压缩包") }
        switch format {
        case .zip:
            try check(archive_write_set_format_zip(archive))
            try check(Archive.inUTF8 { archive_write_set_options(archive, "zip:hdrcharset=UTF-8") })
        case .tarGzip:
            try check(archive_write_set_format_pax_restricted(archive))
            try check(archive_write_add_filter_gzip(archive))
            try check(archive_write_set_options(archive, "gzip:!timestamp"))
        }
        try check(archive_write_open_filename(archive, path))
    }

    deinit { if let archive { archive_write_free(archive) } }

    package func add(_ name: String, bytes: [UInt8]) throws(ExportError) {
        try begin(name, size: bytes.count)
        do {
            try bytes.withUnsafeBytes { try put($0) }
        } catch {
            throw error as? ExportError ?? Archive.failure(archive, path, "无法写入压缩包")
        }
        try end()
    }

    /// - Throws: `ExportError` if the file cannot be read, or changed its size while it was.
    package func add(_ name: String, file: String) throws(ExportError) {
        let size = try FileSystem.size(file)
        try begin(name, size: size)
        var written = 0
        do {
            try FileSystem.read(file) { block in
                written += block.count
                guard written <= size else { return }
                try put(block)
            }
        } catch {
            throw error as? ExportError ?? Archive.failure(archive, path, "无法写入压缩包")
        }
        guard written == size else {
            throw ExportError(.file, file, "打包时文件变了", mend: "请在文件不再变化后重试")
        }
        try end()
    }

    /// Writes the end of the archive; it takes nothing more.
    package func finish() throws(ExportError) {
        let archive = try open()
        try check(archive_write_close(archive))
        self.archive = nil
        archive_write_free(archive)
    }

    private func begin(_ name: String, size: Int) throws(ExportError) {
        try Archive.requireSafe(name, in: path)
        guard names.insert(name).inserted else {
            throw ExportError(.archive, path, "“\(name)”放了两次", mend: "请重新导出")
        }
        let archive = try open()
        guard let entry = archive_entry_new() else { throw Archive.failure(nil, path, "内存不足") }
        defer { archive_entry_free(entry) }
        archive_entry_set_pathname_utf8(entry, name)
        archive_entry_set_filetype(entry, UInt32(S_IFREG))
        archive_entry_set_perm(entry, 0o644)
        archive_entry_set_size(entry, Int64(size))
        if let modified { archive_entry_set_mtime(entry, time_t(modified.milliseconds / 1000), 0) }
        try check(Archive.inUTF8 { archive_write_header(archive, entry) })
    }

    private func put(_ block: UnsafeRawBufferPointer) throws(ExportError) {
        let archive = try open()
        var offset = 0
        while offset < block.count {
            let count = archive_write_data(archive, block.baseAddress! + offset, block.count - offset)
            guard count > 0 else { throw Archive.failure(archive, path, "无法写入压缩包") }
            offset += count
        }
    }

    private func end() throws(ExportError) { try check(archive_write_finish_entry(try open())) }

    private func check(_ result: Int32) throws(ExportError) {
        guard result == ARCHIVE_OK else { throw Archive.failure(archive, path, "无法写入压缩包") }
    }

    private func open() throws(ExportError) -> OpaquePointer {
        guard let archive else { throw ExportError(.archive, path, "压缩包已经关闭", mend: "请重新导出") }
        return archive
    }
}
