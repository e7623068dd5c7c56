/// The settings that shape an edition, as they stood when it was fixed.
public struct FrozenSettings: Hashable, Sendable, Codable {
    public let rule: ReportingRule
    /// Titles and columns of the three lists.
    public let lists: LedgerLists
    /// Working days left from which a row is yellow.
    public let yellowWorkdays: Int

    public init(rule: ReportingRule, lists: LedgerLists, yellowWorkdays: Int) {
        self.rule = rule
        self.lists = lists
        self.yellowWorkdays = yellowWorkdays
    }
}

/// A file of an edition or a packet.
public struct WeekFile: Hashable, Sendable, Codable {
    /// Without folders, such as `整改台账.xlsx`.
    public let name: String
    public let digest: Digest
    public let byteCount: Int

    /// - Throws: `Invalid` for a name that is empty, over 200 characters or holds a path, or for an empty file.
    public init(name: String, digest: Digest, byteCount: Int) throws(Invalid) {
        let hasPath = name.unicodeScalars.contains { $0 == "/" || $0 == "\\" || $0.value < 32 }
        guard !name.isEmpty, name.count <= 200, !hasPath, name != ".", name != ".." else {
            throw Invalid("文件名", "“\(name.prefix(60))”不能用", mend: "请用不含路径的文件名")
        }
        guard byteCount > 0 else { throw Invalid(name, "文件是空的", mend: "请重新生成") }
        self.name = name
        self.digest = digest
        self.byteCount = byteCount
    }
}

/// Whether and how one unit had reported its week when the county's was fixed.
public struct UnitSignature: Hashable, Sendable, Codable {
    public let unit: UnitCode
    public let standing: UnitWeekLine.Standing
    public let signedBy: Act?
    public let signedAt: Instant?
    /// 报送; `nil` for a missing unit, which may have signed without sending.
    public let submittedAt: Instant?
    public let isLate: Bool
    /// Rows that its head signed for.
    public let rows: Int?

    /// - Parameter week: `nil` for a unit that has done nothing.
    public init(_ unit: UnitCode, _ week: UnitWeek?) {
        self.unit = unit
        standing = week?.standing ?? .missing
        signedBy = week?.signature?.by
        signedAt = week?.signature?.at
        submittedAt = week?.submission?.at
        isLate = week?.submission?.isLate ?? false
        rows = week?.signature?.rows
    }

    /// As 汇总 prints it.
    /// - Parameters:
    ///   - name: of the unit.
    ///   - signer: the name of whoever signed.
    public func line(name: String, signer: (Act) -> String?) -> UnitWeekLine {
        UnitWeekLine(
            unit: unit, unitName: name, standing: standing, signedBy: signedBy.flatMap(signer),
            at: submittedAt ?? signedAt, isLate: isLate)
    }
}
