import CArchive

/// One file of an archive that is being read; good only inside the closure that receives it.
package struct ArchiveEntry {
    package let name: String
    /// What the archive says; `nil` if it does not.
    package let size: Int?
    fileprivate let archive: OpaquePointer
    fileprivate let path: String

    /// Gives the bytes in blocks, in order. Once only.
    package func read(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        var block: UnsafeRawPointer?
        var count = 0
        var offset: Int64 = 0
        while true {
            let result = archive_read_data_block(archive, &block, &count, &offset)
            if result == ARCHIVE_EOF { return }
            guard result == ARCHIVE_OK else { throw Archive.failure(archive, path, "压缩包已损坏") }
            try body(UnsafeRawBufferPointer(start: block, count: count))
        }
    }

    /// All bytes.
    /// - Throws: `ExportError` if there are more than `limit`.
    package func bytes(limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try read { block in
            guard bytes.count + block.count <= limit else {
                throw ExportError(.archive, path, "其中的“\(name)”太大", mend: "请使用本系统生成的文件")
            }
            bytes.append(contentsOf: block)
        }
        return bytes
    }
}

extension Archive {
    /// Gives each file of a zip or tar archive, compressed or not, in its order. Folders are passed over.
    /// - Throws: `ExportError` for a damaged archive, an unsafe or repeated name, a link or a device; and whatever
    ///   `body` throws.
    package static func read(_ path: String, _ body: (ArchiveEntry) throws -> Void) throws {
        guard let archive = archive_read_new() else { throw failure(nil, path, "内存不足") }
        defer { archive_read_free(archive) }
        archive_read_support_filter_gzip(archive)
        archive_read_support_format_zip(archive)
        archive_read_support_format_tar(archive)
        guard archive_read_open_filename(archive, path, 1 << 16) == ARCHIVE_OK else {
            throw failure(archive, path, "打不开")
        }
        var names: Set<String> = []
        while true {
            var entry: OpaquePointer?
            let (result, name) = inUTF8 {
                let result = archive_read_next_header(archive, &entry)
                // ARCHIVE_WARN still gives the entry, as for a name in another charset.
                let name =
                    result >= ARCHIVE_WARN
                    ? archive_entry_pathname_utf8(entry).map { String(cString: $0) } : nil
                return (result, name)
            }
            if result == ARCHIVE_EOF { return }
            guard result >= ARCHIVE_WARN, let entry, let name else { throw failure(archive, path, "压缩包已损坏") }
            let type = archive_entry_filetype(entry) & UInt32(S_IFMT)
            if type == UInt32(S_IFDIR) { continue }
            try requireSafe(name, in: path)
            guard type == UInt32(S_IFREG), archive_entry_hardlink(entry) == nil,
                archive_entry_symlink(entry) == nil
            else {
                throw ExportError(.archive, path, "其中的“\(name)”不是普通文件", mend: "请使用本系统生成的文件")
            }
            guard names.insert(name).inserted else {
                throw ExportError(.archive, path, "其中的“\(name)”出现两次", mend: "请使用本系统生成的文件")
            }
            let size = archive_entry_size_is_set(entry) != 0 ? Int(archive_entry_size(entry)) : nil
            try body(ArchiveEntry(name: name, size: size, archive: archive, path: path))
        }
    }
}
