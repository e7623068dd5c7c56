import Exports
import HTTPTypes
import Hummingbird
import Ledger
import Walkthrough

/// The ledger as it stands now, as a file.
struct ExportRoutes {
    let ledger: Ledger

    func add(to api: API) {
        api.add(
            Operation("exportLedger", .get, "/api/v1/exports/ledger", tag: "台账", "导出当前台账（不是定稿）")
                .detail("只含您看得到的、已核实的台账；核实中的只计数。筛选与列出台账相同。")
                .takes(.query("format", .choice(LiveExport.Format.self), "格式", isRequired: true))
                .takes(ItemFilter.parameters).may(.unknown)
                .answers(files: MediaTypes.all, "文件", headers: .disposition)
        ) { [ledger] call in
            let (query, light) = try ItemFilter.query(call.query)
            let format: LiveExport.Format = try call.query.neededChoice("format")
            let export = try await LiveExport(ledger, by: call.caller).unnamed(
                ListItems(query, light: light), as: format)
            return try await FileReply(name: export.name, mediaType: MediaTypes.of(export.name))
                .response(to: call.request) { export.file }
        }
    }
}
