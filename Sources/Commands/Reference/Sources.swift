import ArgumentParser
import Documents
import Imports
import Ledger
import Walkthrough

struct SourceList: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出问题来源和各自的规则")

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let sources = try await context.ask(ListSources(), global).items
        if global.json {
            return try context.console.printJSON(["sources": sources.map(SourceDocument.init)])
        }
        var table = TextTable([
            .init("编码"), .init("名称"), .init("身份"), .init("先核实"), .init("督查分类"), .init("线索"), .init("状态"),
        ])
        for source in sources.map(\.state) {
            table.append([
                .init(source.code.text), .init(source.name.text), .init(source.record.identity.title),
                .init(source.record.needsVerification ? "是" : ""),
                .init(source.record.classifiedBySupervisor ? "是" : ""),
                .init(source.record.isClue ? "是" : ""), .init(source.isActive ? "" : "已停用"),
            ])
        }
        try context.console.print(table)
    }
}

struct SourceLoad: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "由 YAML 文件增加或修改问题来源", discussion: "写法见程序自带的 ProblemSources.yaml。")

    @Argument(help: ArgumentHelp("YAML 文件", valueName: "file"))
    var file: String

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let bytes = try FileInput.read(file, limit: SourceFile.byteLimit)
        let records: NonEmpty<SourceRecorded>
        do throws(SourceFile.Faults) {
            records = try SourceFile.read(String(decoding: bytes, as: UTF8.self), file: file)
        } catch {
            for fault in error.faults { context.console.report("\(fault)\n") }
            throw ExitStatus.dataError
        }
        let lines = records.elements.map { ImportLine(line: 1, $0) }
        let report = try await context.perform(RecordSources(lines), global)
        let faults = report.faults.map {
            RowFault(line: $0.line, column: nil, message: $0.what.description)
        }
        let outcome = ImportOutcome(report, faults: faults)
        try ImportFile.present(ImportDocument(outcome), context, global)
        if !faults.isEmpty { throw ExitStatus.dataError }
    }
}
