import ArgumentParser
import Documents

/// The root of the command line.
struct Peizou: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "peizou",
        abstract: "陪走：记录“我陪群众走流程”，把发现的问题记入台账，一直跟到销号",
        version: "peizou \(Release.version)",
        groupedSubcommands: [
            CommandGroup(name: "开始", subcommands: [Init.self, DemoCommand.self, Serve.self]),
            CommandGroup(
                name: "走流程",
                subcommands: [SessionNoun.self, SuggestionNoun.self, ClueNoun.self, NoticeNoun.self]),
            CommandGroup(
                name: "台账",
                subcommands: [
                    IssueNoun.self, LedgerNoun.self, TaskNoun.self, WeekNoun.self, ExportNoun.self,
                    ReportNoun.self,
                ]),
            CommandGroup(
                name: "人员、单位和事项",
                subcommands: [
                    UnitNoun.self, ServiceNoun.self, OneThingNoun.self, PersonNoun.self, CampaignNoun.self,
                    SourceNoun.self,
                ]),
            CommandGroup(name: "账号和设置", subcommands: [Login.self, AccountNoun.self, SettingNoun.self]),
            CommandGroup(name: "清单与日历", subcommands: [ChecklistCommand.self, CalendarCommand.self]),
            CommandGroup(
                name: "保管",
                subcommands: [
                    Verify.self, Rebuild.self, BackupCommand.self, RestoreCommand.self, Sweep.self,
                    EraseNoun.self, Migrate.self,
                ]),
            CommandGroup(name: "其他", subcommands: [Completions.self]),
        ])

    /// Here too, so that the options may stand before the command's name.
    @OptionGroup var global: GlobalOptions
}
