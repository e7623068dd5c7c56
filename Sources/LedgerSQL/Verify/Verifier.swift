import Ledger
import Walkthrough

/// One pass over the log that checks chains, texts, states, projection rows and sealed roots. Memory does not grow with
/// the store: nothing is kept but counts and the stream at hand.
final class Verifier {
    private let connection: any SQLConnection
    private let transaction: SQLReadTransaction
    private let county: String
    private var report = VerifyReport()
    private var stored: [ProjectionTable: Int] = [:]
    private var words = SearchChecksum()
    private var serials = Serials()
    private var roots: [SealedRoot]
    private let erased: [StreamID: [(version: Int, fields: [String])]]

    /// A root that the log states, and the tree of heads as of its time.
    private struct SealedRoot {
        let title: String
        let at: Instant
        let root: Digest
        var tree = MerkleTree(hash: Chain.sha256)
        /// The head of the stream at hand as of `at`.
        var head: (version: Int, hash: [UInt8])?
    }

    /// The stream at hand.
    private struct Open {
        let stream: StreamID
        var fold: any StreamFold
        var version = 0
        var hash: [UInt8] = []
        var at = Instant(milliseconds: 0)
        var first: Int64
        var isBroken = false
    }

    init(_ transaction: SQLReadTransaction) throws {
        self.transaction = transaction
        connection = transaction.connection
        county = transaction.code
        var roots: [SealedRoot] = []
        let log = try? transaction.state(StoreLog.self, StoreLog.id)
        if let seal = log?.state.lastSeal {
            roots.append(
                SealedRoot(title: "最近一次封存（\(seal.through.short)）", at: seal.through, root: seal.root))
        }
        do {
            try transaction.states(WeekLedger.self) { id, week in
                roots.append(
                    SealedRoot(title: "\(id) 定稿", at: week.state.period.to, root: week.state.frozen.root))
            }
        } catch { report.fail(.projection, "定稿的记录读不出来，请运行 peizou rebuild") }
        self.roots = roots
        if let log, log.state.founded.isDemo != transaction.county.isDemo {
            report.fail(.projection, "演示标记与日志不符：日志记的是\(log.state.founded.isDemo ? "演示库" : "正式库")")
        }
        var erased: [StreamID: [(version: Int, fields: [String])]] = [:]
        for erasure in log?.state.erased ?? [] {
            guard case .texts(let stream, let version, let fields) = erasure.proposal.target else { continue }
            erased[stream, default: []].append((version, fields))
        }
        self.erased = erased
    }

    func run(_ progress: (Int) -> Void) throws -> VerifyReport {
        var open: Open?
        var sequences: (count: Int64, first: Int64, last: Int64) = (0, .max, 0)
        do {
            try EventRows.read(on: connection, where: "e.county = \(county)") { event, texts, sequence in
                sequences = (
                    sequences.count + 1, min(sequences.first, sequence), max(sequences.last, sequence)
                )
                if open?.stream != event.stream {
                    if let done = open { try self.close(done) }
                    open = Open(stream: event.stream, fold: event.stream.fold(), first: sequence)
                }
                self.take(event, texts, into: &open)
                if sequences.count % 10_000 == 0 { progress(Int(sequences.count)) }
            }
        } catch EngineError.corrupt(let what) {
            // A line that cannot even be read ends the pass; what follows would only repeat it.
            report.fail(.chain, what)
            return report
        }
        if let done = open { try close(done) }
        if connection.dialect == .sqlite, sequences.count > 0,
            sequences.last - sequences.first + 1 != sequences.count
        {
            report.fail(
                .chain, "日志少了 \(sequences.last - sequences.first + 1 - sequences.count) 条事件：序号有缺口")
        }
        try checkLost()
        checkRoots()
        try checkExtras()
        try checkSearch()
        if let series = try serials.lagging(connection, county: county) {
            report.fail(.projection, "编号计数 \(series) 落后于已用的编号，请运行 peizou rebuild")
        }
        do {
            try transaction.rethrow()
        } catch { report.fail(.projection, "单位的当前数据读不出来，请运行 peizou rebuild") }
        return report
    }

    private func take(_ event: EventRecord, _ texts: TextRecord?, into open: inout Open?) {
        guard var stream = open else { return }
        defer { open = stream }
        let place = "\(event.stream) 第 \(event.version) 条（\(event.kind)）"
        report.count(events: 1, texts: texts == nil ? 0 : 1)
        if event.version != stream.version + 1 {
            report.fail(.chain, "\(event.stream) 缺第 \(stream.version + 1) 条事件")
            stream.isBroken = true
        }
        if Chain.hash(of: event, county: county, previous: stream.hash) != event.hash {
            report.fail(.chain, "\(place)与它的哈希不符，内容被改动过")
            stream.isBroken = true
        }
        if event.at < stream.at { report.fail(.chain, "\(place)的时间早于前一条") }
        let source = CheckedTexts(texts)
        do {
            try stream.fold.take(event, source: source)
        } catch {
            report.fail(.chain, "\(place)读不出来")
            stream.isBroken = true
        }
        check(source, of: event, place)
        for index in roots.indices where event.at <= roots[index].at {
            roots[index].head = (event.version, event.hash)
        }
        stream.version = event.version
        stream.hash = event.hash
        stream.at = event.at
    }

    private func check(_ source: CheckedTexts, of event: EventRecord, _ place: String) {
        let result = source.result
        if let field = result.altered.first { report.fail(.text, "\(place)的文字“\(field)”与摘要不符，被改动过") }
        if let field = source.extra.first { report.fail(.text, "\(place)多出文字“\(field)”") }
        let legal = (erased[event.stream] ?? []).filter { $0.version == event.version }
        for field in result.missing {
            if legal.contains(where: { $0.fields.isEmpty || $0.fields.contains(field) }) {
                report.noteErased("\(place)的文字“\(field)”")
            } else {
                report.fail(.text, "\(place)的文字“\(field)”不见了，也没有依法删除的记录")
            }
        }
    }

    private func close(_ open: Open) throws {
        report.count(streams: 1)
        for index in roots.indices {
            guard let head = roots[index].head else { continue }
            roots[index].head = nil
            try roots[index].tree.append(
                Chain.leaf(stream: open.stream.description, version: head.version, hash: head.hash))
        }
        let row: (Int, [UInt8], Int64, Int64, String?)? = try connection.first(
            "SELECT version, hash, at, first, state FROM stream WHERE county = \(county) AND id = \(open.stream.description)"
        ) { (try $0.int(0), try $0.bytes(1), try $0.int64(2), try $0.int64(3), try $0.optionalText(4)) }
        guard let (version, hash, at, first, state) = row else {
            return report.fail(.projection, "\(open.stream) 在当前数据里没有记录")
        }
        if version > open.version {
            report.fail(.chain, "\(open.stream) 少了第 \(open.version + 1) 条及以后的事件")
            return
        }
        guard !open.isBroken else { return }
        if version != open.version || hash != open.hash || at != open.at.milliseconds || first != open.first {
            report.fail(.projection, "\(open.stream) 的版本、哈希或时间与日志不符")
        }
        if try open.fold.stored() != state { report.fail(.projection, "\(open.stream) 的当前数据与日志重放的结果不符") }
        try checkRows(of: open)
    }

    private func checkRows(of open: Open) throws {
        let searched = Projection.words(of: open.fold.aggregate)
        let rows = Projection.rows(
            of: open.fold.aggregate, id: open.stream.id, county: county, row: open.first, words: searched,
            in: transaction)
        for row in rows {
            stored[row.key.table, default: 0] += 1
            if try !row.isStored(on: connection) {
                report.fail(.projection, "\(open.stream) 在表 \(row.key.table.rawValue) 里的行与日志不符")
            }
        }
        serials.take(open.fold.aggregate, county: county)
        if let searched {
            words += Bigrams.checksum(row: open.first, terms: Bigrams.terms(of: searched))
        }
    }

    /// Streams that current data know and the log does not.
    private func checkLost() throws {
        let lost = try connection.first(
            """
            SELECT s.id FROM stream s WHERE s.county = \(county) AND NOT EXISTS (
                SELECT 1 FROM event e WHERE e.county = s.county AND e.stream = s.id
            ) ORDER BY s.id LIMIT 1
            """
        ) { try $0.text(0) }
        if let lost { report.fail(.chain, "\(lost) 的事件全部不见了") }
        let orphan = try connection.first(
            """
            SELECT t.stream FROM text_record t WHERE t.county = \(county) AND NOT EXISTS (
                SELECT 1 FROM event e WHERE e.county = t.county AND e.stream = t.stream AND e.version = t.version
            ) LIMIT 1
            """
        ) { try $0.text(0) }
        if let orphan { report.fail(.text, "\(orphan) 有文字记录没有对应的事件") }
    }

    private func checkRoots() {
        for sealed in roots {
            let root = Digest(sha256: sealed.tree.root)
            if root != sealed.root { report.fail(.chain, "\(sealed.title)的默克尔根与现有日志不符，之前的记录被改动或删除过") }
        }
    }

    /// As many rows as the log gives, so that none is too many.
    private func checkExtras() throws {
        for table in ProjectionTable.allCases {
            let count =
                try connection.first(
                    SQL(
                        text: "SELECT count(*) FROM \(table.rawValue) WHERE county = ?",
                        values: [county.sqlValue])
                ) { try $0.int(0) } ?? 0
            let expected = stored[table] ?? 0
            if count > expected { report.fail(.projection, "表 \(table.rawValue) 多出 \(count - expected) 行") }
        }
    }

    private func checkSearch() throws {
        if try connection.searchChecksum(of: Schema.search, county: county) != words {
            report.fail(.search, "检索索引与台账不符")
        }
    }
}
