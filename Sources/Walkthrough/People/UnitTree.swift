/// Point look-ups of units: the store's, or a table in memory.
public protocol UnitDirectory {
    /// The unit as last recorded, closed ones too; `nil` if the code is unknown.
    func unit(_ code: UnitCode) -> Unit?
}

/// Units in memory: what an import has staged, over what is stored.
public struct UnitTable: UnitDirectory, Sendable {
    public private(set) var units: [UnitCode: Unit]

    public init(_ units: some Sequence<Unit> = []) {
        self.units = Dictionary(units.map { ($0.code, $0) }) { _, last in last }
    }

    public func unit(_ code: UnitCode) -> Unit? { units[code] }
    public mutating func set(_ unit: Unit) { units[unit.code] = unit }
}

/// Staged units over those of another directory, for an import that is checked as a whole: each row is decided with all
/// rows in place, so that their order in the file does not matter.
public struct UnitOverlay<Base: UnitDirectory>: UnitDirectory {
    public let base: Base
    public var staged: UnitTable

    public init(_ base: Base, staged: UnitTable = UnitTable()) {
        self.base = base
        self.staged = staged
    }

    public func unit(_ code: UnitCode) -> Unit? { staged.unit(code) ?? base.unit(code) }
}

/// The most levels that a unit tree may have, the county included.
public let unitDepthLimit = 12

extension UnitDirectory {
    /// The unit and what lies above it, nearest first. Empty for an unknown code; at most `unitDepthLimit` long, so that
    /// it ends on any data.
    public func path(of code: UnitCode) -> [Unit] {
        var path: [Unit] = []
        var next: UnitCode? = code
        while let code = next, path.count < unitDepthLimit, let unit = unit(code),
            !path.contains(where: { $0.code == code })
        {
            path.append(unit)
            next = unit.parent
        }
        return path
    }

    /// The unit that posts the staff of `code`: its own, or that of the nearest unit above which has one.
    public func posted(of code: UnitCode) -> UnitCode? { path(of: code).lazy.compactMap(\.posted).first }

    /// The institution that answers for `code` on its first line: the nearest department, dispatched body, town,
    /// street or park at or above it (architecture 13).
    ///
    /// Where there is none, the highest unit below the county, such as a hall that hangs directly under it; the county
    /// itself for the county. `nil` for an unknown code.
    public func institution(of code: UnitCode) -> Unit? { Self.institution(path: path(of: code)) }

    static func institution(path: [Unit]) -> Unit? {
        path.first(where: \.kind.isInstitution) ?? path.last { $0.kind != .county } ?? path.last
    }

    /// Both lines of `code`: the institution above it, and that of the unit which posts its staff (decisions 5).
    /// - Parameter outsideTypes: the department types whose rows are checked from outside (`Settings`).
    public func line(of code: UnitCode, outsideTypes: [Category]) -> Line {
        let institutions = [code, posted(of: code)].compactMap { $0.flatMap(institution) }
        return Line(
            institutions: institutions.map(\.code),
            needsOutsideCheck: institutions.contains { institution in
                institution.kind == .hall || institution.departmentType.map(outsideTypes.contains) ?? false
            })
    }

    /// Whether a role held at `grantUnit` reaches `code`: it is the unit itself or lies above it on either line.
    public func covers(_ grantUnit: UnitCode, _ code: UnitCode) -> Bool {
        let path = path(of: code)
        if path.contains(where: { $0.code == grantUnit }) { return true }
        guard let posted = path.lazy.compactMap(\.posted).first else { return false }
        return self.path(of: posted).contains { $0.code == grantUnit }
    }

    /// Checks the place of a unit in the tree before it is recorded.
    /// - Parameter levelsBelow: the levels of the present tree below the unit; 0 for a new one.
    /// - Throws: `Invalid` for an unknown or closed parent or posting unit, a circle, or a tree too deep.
    public func checkPlace(of unit: UnitRecorded, levelsBelow: Int) throws(Invalid) {
        let wanted = unit.parent.map { (code: $0, field: "上级编码") }
        for link in [wanted, unit.posted.map { (code: $0, field: "派驻单位编码") }].compactMap({ $0 }) {
            guard link.code != unit.code else {
                throw Invalid(link.field, "\(link.code) 指向单位自己", mend: "请填另一个单位的编码")
            }
            guard let other = self.unit(link.code) else {
                throw Invalid(link.field, "没有编码为 \(link.code) 的单位", mend: "请先录入该单位，或改正编码")
            }
            guard other.isActive else {
                throw Invalid(link.field, "单位 \(link.code) 已撤销", mend: "请填在用的单位")
            }
        }
        guard let parent = unit.parent else { return }
        let above = path(of: parent)
        guard !above.contains(where: { $0.code == unit.code }) else {
            throw Invalid("上级编码", "\(unit.code) 与 \(parent) 互为上级，成了环", mend: "请改正上级编码")
        }
        guard above.count + 1 + levelsBelow <= unitDepthLimit else {
            throw Invalid("上级编码", "单位层级超过 \(unitDepthLimit) 层", mend: "请挂到更高一级的单位下")
        }
    }
}

/// The institutions that are responsible for a row, on both lines (decisions 5). Stored with the row, so that later
/// changes of the tree do not change who was responsible.
public struct Line: Hashable, Sendable, Codable {
    /// Sorted, each once. Empty only for an unknown unit.
    public let institutions: [UnitCode]
    /// The line holds the office that runs the hall, so that the check comes from outside and the ledger prints 外部核查.
    public let needsOutsideCheck: Bool

    public init(institutions: [UnitCode], needsOutsideCheck: Bool) {
        self.institutions = Set(institutions).sorted()
        self.needsOutsideCheck = needsOutsideCheck
    }

    /// Both lines together, for a row with several responsible units.
    public func union(_ other: Line) -> Line {
        Line(
            institutions: institutions + other.institutions,
            needsOutsideCheck: needsOutsideCheck || other.needsOutsideCheck)
    }

    /// Whether `unit` belongs to this line: on either of its own lines it lies at or below one of the institutions.
    /// A county's own row counts only who is posted at the county itself, not everybody below it.
    public func contains(_ unit: UnitCode, in directory: some UnitDirectory) -> Bool {
        [unit, directory.posted(of: unit)].contains { code in
            guard let code else { return false }
            let path = directory.path(of: code)
            let own = type(of: directory).institution(path: path)?.code
            return path.contains { above in
                institutions.contains(above.code) && (above.kind != .county || above.code == own)
            }
        }
    }
}
