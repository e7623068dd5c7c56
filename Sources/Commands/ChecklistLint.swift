import ArgumentParser
import Imports
import Ledger
import Walkthrough

struct ChecklistLint: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint", abstract: "检查清单文件的写法，逐处列出 文件:行",
        discussion: "给出文件夹时检查其中的 .yaml 和 .yml；什么都不给时检查内置的标准清单。有问题时退出码为 65。")

    /// Far beyond what a checklist may have, which the reading itself checks.
    private static let byteLimit = 64 << 20

    @Argument(
        help: ArgumentHelp("清单文件或文件夹", valueName: "path"), completion: .file(extensions: ["yaml", "yml"]))
    var paths: [String] = []

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let files = try read()
        let faults = ChecklistLibrary.lint(files)
        let count = paths.isEmpty ? ChecklistLibrary.standardFiles.count : files.count
        try global.json
            ? context.console.printJSON(Document(files: count, faults))
            : present(faults, count, on: context.console)
        if !faults.isEmpty { throw ExitStatus.dataError }
    }

    private func read() throws(LedgerError) -> [ChecklistFile] {
        let found = try FileInput.expand(paths, endings: [".yaml", ".yml"])
        if found.isEmpty, !paths.isEmpty {
            throw .unknown("\(paths.joined(separator: "、"))：没有 .yaml 或 .yml 文件。请核对路径。")
        }
        var files: [ChecklistFile] = []
        for path in found {
            let bytes = try FileInput.read(path, limit: Self.byteLimit)
            files.append(ChecklistFile(name: path, origin: .office, bytes: bytes))
        }
        return files
    }

    private func present(_ faults: [FileFault], _ count: Int, on console: Console) throws(LedgerError) {
        for fault in faults { try console.printLine(fault.description) }
        if faults.isEmpty { return try console.printLine("\(count) 个清单文件，没有问题。") }
        console.report("\(count) 个清单文件，共 \(faults.count) 处问题。\n")
    }

    private struct Document: Encodable {
        struct Fault: Encodable {
            let file: String
            let line: Int
            let column: Int?
            let message: String
        }

        let files: Int
        let faults: [Fault]

        init(files: Int, _ faults: [FileFault]) {
            self.files = files
            self.faults = faults.map {
                Fault(file: $0.file, line: $0.line, column: $0.column, message: "\($0.what)。\($0.mend)")
            }
        }
    }
}
