public import Ledger
public import Walkthrough

/// The checklists in use: the standard ones of this binary, and the office's own beside them.
public struct ChecklistLibrary: Sendable {
    public struct Entry: Sendable {
        /// The file's name.
        public let name: String
        public let origin: ChecklistOrigin
        public let checklist: Checklist
    }

    /// Standard ones first, in the order of `Dimension`.
    public let entries: [Entry]

    public var checklists: [Checklist] { entries.map(\.checklist) }

    /// The item and the entry that holds it.
    public func item(_ id: CheckItemID) -> (item: CheckItem, entry: Entry)? {
        for entry in entries {
            if let item = entry.checklist.items.first(where: { $0.id == id }) { return (item, entry) }
        }
        return nil
    }

    /// - Returns: the check item that `id` names; `nil` for no id.
    /// - Throws: `Invalid` for an id that no checklist has.
    public func known(_ id: String?) throws(Invalid) -> CheckItem? {
        guard let id else { return nil }
        guard let found = item(try CheckItemID(id)) else {
            throw Invalid("检查项", "没有编号为 \(id.prefix(40)) 的检查项", mend: "请在检查清单里核对编号")
        }
        return found.item
    }

    /// The checklist of an id with all its items, or the one item that has it.
    public func named(_ id: String) -> (entry: Entry, items: [CheckItem])? {
        if let entry = entry(id) { return (entry, entry.checklist.items) }
        return (try? CheckItemID(id)).flatMap(item).map { ($0.entry, [$0.item]) }
    }

    public func entry(_ id: String) -> Entry? { entries.first { $0.checklist.id == id } }

    /// The files that were built into this binary.
    public static var standardFiles: [ChecklistFile] {
        EmbeddedFile.inFolder("Checklists").filter { $0.name.hasSuffix(".yaml") }
            .map { ChecklistFile(name: $0.name, origin: .standard, bytes: $0.bytes) }
    }

    /// The standard checklists alone.
    /// - Throws: `ChecklistFaults` if the files of this binary are at fault, which its tests exclude.
    public static func standard() throws(ChecklistFaults) -> ChecklistLibrary { try load([]) }

    /// The standard checklists and the office's files.
    /// - Throws: `ChecklistFaults` with every fault of every file; then nothing is taken.
    public static func load(_ office: [ChecklistFile]) throws(ChecklistFaults) -> ChecklistLibrary {
        let readings = (standardFiles + office).map {
            ChecklistFile.read(name: $0.name, origin: $0.origin, bytes: $0.bytes)
        }
        let faults = faults(of: readings)
        guard faults.isEmpty else { throw ChecklistFaults(faults: faults) }
        return ChecklistLibrary(
            entries: readings.compactMap { reading in
                reading.checklist.map { Entry(name: reading.name, origin: reading.origin, checklist: $0) }
            })
    }

    /// Every fault of `files`, looked at beside the standard ones. A file named like a standard one (`staff.yaml`)
    /// that has its id, too, stands in its place, so that the project's own folder can be checked while it is edited.
    public static func lint(_ files: [ChecklistFile]) -> [FileFault] {
        let readings = files.map { ChecklistFile.read(name: $0.name, origin: $0.origin, bytes: $0.bytes) }
        let standard = standardFiles.map {
            ChecklistFile.read(name: $0.name, origin: $0.origin, bytes: $0.bytes)
        }
        let others = standard.filter { other in
            !readings.contains {
                lastPart($0.name) == lastPart(other.name) && $0.identity?.name == other.identity?.name
            }
        }
        return faults(of: others + readings)
    }

    private static func lastPart(_ path: String) -> Substring {
        path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]
    }

    /// The faults of each file, and those that show between them: ids used twice, references to nothing.
    private static func faults(of readings: [ChecklistFile.Reading]) -> [FileFault] {
        var faults = readings.flatMap(\.faults)
        var lists: [String: String] = [:]
        var items: [CheckItemID: (place: String, reading: Int)] = [:]
        for (index, reading) in readings.enumerated() {
            if let identity = reading.identity {
                let here = "\(reading.name):\(identity.line)"
                if let other = lists[identity.name] {
                    faults.append(
                        identity.fault(reading.name, "清单编号 \(identity.name) 已用在 \(other)", "请换一个编号"))
                } else {
                    lists[identity.name] = here
                }
            }
            for item in reading.items {
                if let other = items[item.name] {
                    // Within a file the reading has said so already.
                    guard other.reading != index else { continue }
                    faults.append(
                        item.fault(reading.name, "编号 \(item.name) 已用在 \(other.place)", "请换一个没有用过的编号"))
                } else {
                    items[item.name] = ("\(reading.name):\(item.line)", index)
                }
            }
        }
        for reading in readings {
            for reference in reading.references where items[reference.name] == nil {
                faults.append(
                    reference.fault(reading.name, "seeAlso 里的 \(reference.name) 不存在", "请核对编号，或从 seeAlso 删去"))
            }
        }
        return faults.sorted()
    }

    /// What to store for each checklist: its revision, under its file's name.
    /// - Parameter sha256: SHA-256 of the bytes.
    public func revisions(sha256: ([UInt8]) -> Digest) -> [(entry: Entry, revision: ChecklistRevision)] {
        entries.map { ($0, ChecklistRevision($0.checklist, hash: sha256)) }
    }
}

extension ChecklistLibrary {
    /// The checklists as a walk takes them: their exact revisions, which are stored at first use.
    public func uses() throws(Invalid) -> [ChecklistUse] {
        var uses: [ChecklistUse] = []
        for (entry, revision) in revisions(sha256: { Digest(sha256: Chain.sha256($0)) }) {
            uses.append(
                ChecklistUse(
                    name: try Wording(entry.name, "清单文件名"), origin: entry.origin, revision: revision))
        }
        return uses
    }
}

/// Checklist files that cannot be used.
public struct ChecklistFaults: Error, Sendable, CustomStringConvertible {
    public let faults: [FileFault]
    public var description: String { faults.map(\.description).joined(separator: "\n") }
}

extension ChecklistFile.Named {
    fileprivate func fault(_ file: String, _ what: String, _ mend: String) -> FileFault {
        FileFault(file: file, line: line, column: column, what: what, mend: mend)
    }
}
