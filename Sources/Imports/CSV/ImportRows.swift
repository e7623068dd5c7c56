package import Ledger
package import Walkthrough

/// What came of a file: all its lines are in the ledger, or none and every fault is told.
package struct ImportOutcome: Sendable {
    package let imported: Int
    /// Of these, lines that became sealed cases instead of rows.
    package let sealed: Int
    /// Lines that are in the ledger already, unchanged.
    package let skipped: Int
    /// In the order of the file.
    package let faults: [RowFault]
    /// Titles of columns that were not read.
    package let ignored: [String]

    /// - Parameter report: counts only where there is no fault.
    package init(_ report: ImportReport, faults: [RowFault], ignored: [String] = []) {
        let counted = faults.isEmpty ? report : ImportReport()
        (imported, sealed, skipped) = (counted.imported, counted.sealed, counted.skipped)
        self.faults = faults.sorted { ($0.line, $0.column ?? 0) < ($1.line, $1.column ?? 0) }
        self.ignored = ignored
    }
}

/// A CSV file on its way into the ledger: read, and handed in with every fault told at once: of the cells, of the records,
/// and what the ledger says of the lines that are good so far.
package struct FileImport<Row: CSVRow, Record: Sendable>: Sendable {
    private let table: CSVTable<Row>?
    private let lines: [ImportLine<Record>]
    private let faults: [RowFault]

    /// Reads the file; it may take long.
    /// - Parameter record: what a row asks for.
    package init(_ bytes: [UInt8], record: (Row) throws(Invalid) -> Record) {
        let table: CSVTable<Row>
        do throws(CSVRefused) {
            table = try CSVTable<Row>(keepingFaultsOf: bytes)
        } catch {
            (self.table, self.lines, self.faults) = (nil, [], error.faults.elements)
            return
        }
        var (lines, faults): ([ImportLine<Record>], [RowFault]) = ([], table.faults)
        for row in table.rows {
            do throws(Invalid) {
                lines.append(ImportLine(line: row.line, try record(row)))
            } catch { faults.append(table.fault(line: row.line, error)) }
        }
        (self.table, self.lines, self.faults) = (table, lines, faults)
    }

    /// Whether there is anything for the ledger to look at.
    package var isReadable: Bool { table.map { !$0.stoppedEarly } ?? false }

    /// - Parameter perform: hands the command in.
    package func take<Command: LedgerCommand>(
        isDryRun: Bool, _ command: ([ImportLine<Record>], _ isDryRun: Bool) -> Command,
        _ perform: (Command) async throws -> ImportReport
    ) async throws -> ImportOutcome where Command.Receipt == ImportReport {
        guard let table, isReadable else {
            return ImportOutcome(ImportReport(), faults: faults, ignored: table?.ignored ?? [])
        }
        let report = try await perform(command(lines, isDryRun || !faults.isEmpty))
        let found = report.faults.map { table.fault(line: $0.line, $0.what) }
        return ImportOutcome(report, faults: faults + found, ignored: table.ignored)
    }
}

extension UnitRow {
    package func record() throws(Invalid) -> UnitRecorded {
        UnitRecorded(
            code: code, name: name, kind: try UnitKind(title: kind), parent: parent, posted: posted,
            departmentType: try Category.optional(departmentType, "部门类型"),
            deskType: try Category.optional(deskType, "窗口类型"), notes: note, basis: basis)
    }
}

extension ServiceRow {
    package func record() throws(Invalid) -> ServiceRecorded {
        ServiceRecorded(
            id: Self.noID(), code: try code.map { text throws(Invalid) in try ServiceCode(text) }, name: name,
            owner: unit,
            ownerType: try Category.optional(department, "主管部门"), theme: try Category.optional(theme, "主题领域"),
            highFrequency: isHighFrequency, highFrequencyBasis: highFrequencyBasis,
            isBlocker: isBlocker ?? false,
            channels: Set(channels), level: try Category.optional(levels.joined(separator: "、"), "行使层级"),
            basis: Self.basis(source, sourceNature))
    }

    /// Where it was read, and what kind of place that is.
    private static func basis(_ source: Prose?, _ nature: String?) -> Prose? {
        guard let text = source?.text, let nature else { return source }
        return .text("\(text)（\(nature)）")
    }

    /// The ledger gives the id.
    fileprivate static func noID<T>() -> ID<T> { ID(at: Instant(milliseconds: 0), random: (0, 0)) }
}

extension OneThingRow {
    package func record() throws(Invalid) -> OneThingRecorded {
        var partners: [Prose] = []
        for name in self.partners?.names ?? [] {
            partners.append(try Prose(name, "配合部门", limit: Prose.titleLimit))
        }
        var parts: [OneThingPart] = []
        for name in items?.names ?? [] {
            parts.append(OneThingPart(name: try Prose(name, "联办事项", limit: Prose.titleLimit)))
        }
        return OneThingRecorded(
            id: ServiceRow.noID(), name: name, batch: try Category.optional(batch, "年度批次"),
            lead: try Prose.optional(lead, "牵头部门", limit: Prose.titleLimit), partners: partners, parts: parts,
            region: try Prose.optional(region, "适用地区", limit: Prose.titleLimit),
            verification: try Category.optional(verification, "核实状态"), basis: source)
    }
}

extension PersonRow {
    package func record() throws(Invalid) -> PersonDraft {
        let appointment = try ExperiencerAppointed.parse(
            number: experiencerNumber, recruitment: recruitment, recommendedBy: recommendedBy?.text,
            ageBand: ageBand,
            trade: trade, mandate: mandate, from: termFrom?.description, to: termThrough?.description)
        return PersonDraft(
            staffNumber: try StaffNumber(number), name: name, phone: phone,
            posts: [unit, posted].compactMap { $0 }.map { Post($0) }, jobTitle: duty, appointment: appointment
        )
    }
}
