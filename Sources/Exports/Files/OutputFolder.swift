/// Files that appear in a folder together, or not at all: each is written under a temporary name beside its place,
/// and all are renamed at the end, in the order in which they were staged.
package final class OutputFolder {
    package let path: String
    private var staged: [(name: String, temporary: String)] = []
    private var madeFolders: [String] = []
    private var isDone = false

    /// Makes the folder if need be.
    package init(_ path: String) throws(ExportError) {
        self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        try make(self.path)
    }

    deinit { if !isDone { discard() } }

    /// A temporary path to write to; `commit` renames it to `name`, which may lie in a subfolder.
    package func stage(_ name: String) throws(ExportError) -> String {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard !parts.contains(""), !parts.contains("."), !parts.contains(".."), !name.utf8.contains(0) else {
            throw ExportError(.content, name, "文件名不合规", mend: "请去掉 .. 和空的路径段")
        }
        if parts.count > 1 { try make(path + "/" + parts.dropLast().joined(separator: "/")) }
        let target = "\(path)/\(name)"
        let folder = target[..<(target.lastIndex(of: "/") ?? target.startIndex)]
        let temporary =
            "\(folder)/.peizou-\(FileSystem.processID)-\(staged.count)-\(parts.last?.utf8.count ?? 0).tmp"
        staged.append((name, temporary))
        return temporary
    }

    /// - Throws: `ExportError`; then nothing that was not there before stays under its temporary name.
    package func commit() throws(ExportError) {
        do {
            for file in staged { try FileSystem.sync(file.temporary) }
            for file in staged { try FileSystem.rename(file.temporary, to: "\(path)/\(file.name)") }
            for folder in Set(staged.map { folder(of: $0.name) }).sorted() { try FileSystem.sync(folder) }
            isDone = true
        } catch {
            discard()
            throw error
        }
    }

    /// Removes what was staged, and the folders that were made for it.
    package func discard() {
        isDone = true
        for file in staged { FileSystem.remove(file.temporary) }
        for folder in madeFolders.reversed() { FileSystem.removeFolder(folder) }
    }

    private func folder(of name: String) -> String {
        name.lastIndex(of: "/").map { "\(path)/\(name[..<$0])" } ?? path
    }

    private func make(_ folder: String) throws(ExportError) {
        var missing: [String] = []
        var current = folder
        while !current.isEmpty, !FileSystem.exists(current) {
            missing.append(current)
            guard let slash = current.lastIndex(of: "/") else { break }
            current = String(current[..<slash])
        }
        madeFolders += missing.reversed()
        try FileSystem.makeFolder(folder)
    }
}
