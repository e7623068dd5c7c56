public import Walkthrough

/// One source of findings, such as 12345 (decisions 19); offices extend the file.
public struct SourceRow: CSVRow, Hashable {
    public let line: Int
    public let code: String
    public let name: Prose
    /// Other names in files.
    public let aliases: [String]
    /// 无反映人, 可匿名、可实名 or 须实名.
    public let identity: String
    /// Limits of an answer; `nil` where the county's setting rules.
    public let firstResponse: Limit?
    public let reply: Limit?
    public let complexReply: Limit?
    /// `nil` is not said.
    public let needsVerification: Bool?
    public let classifiedBySupervisor: Bool?
    public let isClue: Bool?
    public let isRating: Bool?
    public let note: Prose?

    /// Working days, with an earlier target where the rule reads 3-5.
    public struct Limit: Hashable, Sendable {
        public let target: Int?
        public let workdays: Int
    }

    public static let identityRules = ["无反映人", "可匿名、可实名", "须实名"]

    public static let layout = CSVLayout(
        required: ["来源编码", "来源名称", "身份规则"],
        optional: [
            "别名", "首次响应工作日", "一般答复工作日", "复杂答复工作日", "先核实", "督查分办", "线索封存", "属于评价", "说明",
        ], unique: "来源编码")

    public init?(_ cells: inout CSVCells) {
        let code = cells.required("来源编码") { text throws(Invalid) in try CSVCells.code(text, "来源编码") }
        let name = cells.requiredTitle("来源名称")
        let identity = cells.choice("身份规则", Self.identityRules) { $0 }
        if cells.text("身份规则") == nil {
            cells.fail(Invalid("身份规则", "不能为空", mend: "请填：\(Self.identityRules.joined(separator: " / "))"))
        }
        aliases = cells.names("别名")
        firstResponse = cells.limit("首次响应工作日")
        reply = cells.limit("一般答复工作日")
        complexReply = cells.limit("复杂答复工作日")
        needsVerification = cells.flag("先核实")
        classifiedBySupervisor = cells.flag("督查分办")
        isClue = cells.flag("线索封存")
        isRating = cells.flag("属于评价")
        note = cells.prose("说明")
        guard let code, let name, let identity else { return nil }
        (line, self.code, self.name, self.identity) = (cells.line, code, name, identity)
    }
}

extension CSVCells {
    /// `2`, or `3-5` for a target of 3 within a limit of 5.
    mutating func limit(_ title: String) -> SourceRow.Limit? {
        value(title) { text throws(Invalid) in
            let parts = text.split(omittingEmptySubsequences: false) { "-—－~～".contains($0) }
            let numbers = parts.compactMap { $0.utf8.count <= 4 ? Int($0) : nil }
            guard (1...2).contains(parts.count), numbers.count == parts.count, numbers == numbers.sorted(),
                let last = numbers.last, (1...WorkCalendar.longestLimit).contains(last), numbers[0] >= 0
            else { throw Invalid(title, "“\(text.prefix(40))”不是工作日数", mend: "请填 2，或 3-5 表示目标 3 天、时限 5 天") }
            return .init(target: numbers.count == 2 ? numbers[0] : nil, workdays: last)
        }
    }
}
