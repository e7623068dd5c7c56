internal import CEmbedded

/// A file of the repository that was built into the binary, so that Peizou needs no files beside it.
public struct EmbeddedFile: Sendable {
    /// The path from the repository's root, such as `Checklists/coverage.yaml`.
    public let name: String
    public let bytes: [UInt8]

    /// The file with exactly this name.
    public static func named(_ name: String) -> EmbeddedFile? { all { $0 == name }.first }

    /// The files of a folder such as `Checklists`, and of the folders in it, in the order of the table in
    /// `embedded.c`.
    public static func inFolder(_ folder: String) -> [EmbeddedFile] { all { $0.hasPrefix(folder + "/") } }

    private static func all(where isWanted: (String) -> Bool) -> [EmbeddedFile] {
        let table = UnsafeBufferPointer(start: peizou_embedded_files(), count: peizou_embedded_count())
        return table.compactMap { file in
            let name = String(cString: file.name)
            guard isWanted(name) else { return nil }
            return EmbeddedFile(
                name: name, bytes: Array(UnsafeBufferPointer(start: file.bytes, count: file.count)))
        }
    }
}
