import ArgumentParser
import Exports
import FoundationEssentials
import Imports
import Ledger
import LedgerSQL
import Walkthrough

struct DemoCommand: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "演示：样例县七周的走流程、整改和周台账，从头演一遍",
        discussion: "数据文件夹（--data）必须是新的，或是以前的演示。演示库里写出账号名就能办理，所有导出都注明演示。")

    @Option(help: ArgumentHelp("周台账放在哪里，默认 exports 或 PEIZOU_EXPORTS", valueName: "dir"))
    var out: String?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        guard case .folder(let folder) = try global.place(context.console) else {
            throw LedgerError.malformed("demo 只用数据文件夹，请用 --data。")
        }
        let exports = ExportFolder.of(out, context.console)
        try await clear(folder)
        let clock = DemoClock(try Instant("2026-09-01T08:30:00+08:00"))
        let ledger = try await Ledger.create(
            folder: folder, county: try UnitCode("QH"),
            founding: try LedgerSource.founding(name: "青禾县", isDemo: true), user: LedgerSource.user,
            environment: clock.environment)
        let stage = DemoStage(ledger, clock, exports: exports, console: context.console, quiet: global.json)
        do {
            try await stage.play(try await context.checklistUses(global))
            try await ledger.close()
        } catch {
            try? await ledger.close()
            throw error
        }
        if global.json { return try context.console.printJSON(stage.summary(folder)) }
        try stage.present(folder)
    }

    /// An earlier demo starts over; anything else is left alone.
    private func clear(_ folder: String) async throws {
        let files = FileManager.default
        guard files.fileExists(atPath: folder) else { return }
        if try files.contentsOfDirectory(atPath: folder).isEmpty { return }
        let isDemo = await self.isDemo(folder)
        guard isDemo else {
            throw LedgerError.notPossible("\(folder) 里不是演示数据，没有动它。请用 --data 换一个文件夹。", allowed: [])
        }
        try files.removeItem(atPath: folder)
    }

    private func isDemo(_ folder: String) async -> Bool {
        do throws(LedgerError) {
            let old = try await Ledger.open(folder: folder)
            let isDemo = try await old.isDemo()
            try await old.close()
            return isDemo
        } catch { return false }
    }
}
