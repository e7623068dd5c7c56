import Documents
import HTTPTypes
import Hummingbird
import Ledger
import Walkthrough

/// The metrics as exact fractions.
struct StatisticsRoutes {
    let ledger: Ledger

    func add(to api: API) {
        api.add(
            Operation("readStatistics", .get, "/api/v1/statistics", tag: "统计", "各项指标：分子、分母、比率和口径")
                .detail("您看不到的问题和体验不在任何数里；上级督查/审计只看获准期间的数。分母为 0 时比率是“—”。")
                .takes(
                    .query("from", .day, "从哪天起；默认从头"), .query("to", .day, "到哪天止；默认今天"),
                    .query("unit", .unit, "只算这个单位和它下面的"),
                    .query("by", .choice(StatisticsBreakdown.self), "按单位、窗口、事项、渠道、检查维度或报送周分开")
                )
                .may(.unknown).answers(StatisticsDocument.self, "指标")
        ) { call in
            let query = ReadStatistics(
                from: try call.query.day("from"), through: try call.query.day("to"),
                unit: try call.query.unit("unit"), by: call.query.choice("by"))
            return try call.reply(try StatisticsDocument(try await ledger.ask(query, by: call.caller)))
        }
    }
}
