import Walkthrough

extension CommandTransaction {
    /// Files that a command names, each there or promised: there for whoever brought it in or sees a stream that names it,
    /// and to everybody else not arrived, so that a digest opens nothing and tells nothing (architecture 12).
    /// - Throws: `invalid` for one that is not what it is said to be, or was erased by law.
    func settled(_ evidence: [EvidenceRef]) throws -> [EvidenceRef] {
        let erased = evidence.isEmpty ? [] : try read.erasedEvidence()
        return try evidence.map { file in
            if erased.contains(file.digest), try self.evidence(file.digest) != nil {
                throw LedgerError.invalid([
                    Invalid("佐证材料", "\(short(file.digest)) 已依法删除，不能再用", mend: "请改用别的照片或文件")
                ])
            }
            guard !missing.contains(file.digest), let known = try self.evidence(file.digest) else {
                return file.promised(true)
            }
            if let type = known.mediaType, type != file.mediaType {
                throw differs(file, "类型是 \(type.text)，不是 \(file.mediaType.text)")
            }
            if let count = known.byteCount, count != file.byteCount {
                throw differs(file, "有 \(count) 字节，不是 \(file.byteCount) 字节")
            }
            return file.promised(false)
        }
    }

    /// The same where a promise is not enough.
    func present(_ evidence: [EvidenceRef]) throws -> [EvidenceRef] {
        let settled = try settled(evidence)
        if let promised = settled.first(where: \.isPromised) { throw absent(promised.digest) }
        return settled
    }

    /// - Throws: `invalid` unless the file is there for the actor.
    func mustBePresent(_ digest: Digest) throws {
        guard !missing.contains(digest), try evidence(digest) != nil else { throw absent(digest) }
    }

    private func short(_ digest: Digest) -> String { "\(digest.hex.prefix(12))…" }

    private func absent(_ digest: Digest) -> LedgerError {
        .invalid([Invalid("佐证材料", "\(short(digest)) 还没有上传", mend: "请先上传这个文件，再提交一次")])
    }

    private func differs(_ file: EvidenceRef, _ what: String) -> LedgerError {
        .invalid([Invalid("佐证材料", "\(short(file.digest)) \(what)", mend: "请按上传后返回的类型和大小填写")])
    }

    // MARK: Repeats

    /// Does `body` once for an id that the client made: the same content again gives the first receipt, in whatever order
    /// requests arrive (decisions 2, architecture 8).
    /// - Throws: `stale` for other content under the same id, and for an id that is somebody else's.
    func once<R: Codable & Sendable>(
        _ stream: StreamID, _ content: some Encodable, _ body: () throws -> R
    ) throws -> R {
        let digest = Digest(sha256: Chain.sha256(Array(try CanonicalJSON.encode(content).utf8)))
        let key = RequestKey(key: stream.description, bodyDigest: digest)
        if let known = try read.request(key, by: actor.account) {
            guard known.bodyDigest == digest else {
                throw LedgerError.stale(
                    current: try read.head(stream)?.version ?? 0,
                    "编号 \(stream.id) 已用于内容不同的登记；请核对是否已登记，新的登记请用新的编号")
            }
            return try Receipts.decode(R.self, known.receipt)
        }
        if let head = try read.head(stream) {
            throw LedgerError.stale(current: head.version, "编号 \(stream.id) 已被使用；请换一个新的编号再提交")
        }
        let receipt = try body()
        try write.remember(key, by: actor.account, receipt: try Receipts.encode(receipt))
        return receipt
    }
}
