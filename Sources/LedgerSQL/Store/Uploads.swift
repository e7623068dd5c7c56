import Ledger
import Walkthrough

/// Who brought what into the vault: an operational table, left alone by `rebuild`.
extension SQLReadTransaction {
    func evidencePromises(_ digest: Digest) throws -> [StreamID] {
        try connection.all(
            """
            SELECT stream FROM evidence_promise WHERE county = \(code) AND digest = \(digest.text) ORDER BY stream
            """
        ) { try $0.text(0) }.compactMap(StreamID.init)
    }

    func upload(of digest: Digest, by account: String) throws -> UploadRecord? {
        try connection.first(
            """
            SELECT media_type, byte_count, taken, at FROM upload
            WHERE county = \(code) AND digest = \(digest.text) AND account = \(account)
            """
        ) { row in
            UploadRecord(
                digest: digest, account: account, mediaType: try .init(row.text(0)),
                byteCount: try row.int(1),
                takenAt: try row.optionalInt64(2).map(Instant.init(milliseconds:)),
                at: Instant(milliseconds: try row.int64(3)))
        }
    }
}

extension SQLWriteTransaction {
    func setUpload(_ upload: UploadRecord) throws {
        try connection.execute(
            """
            INSERT INTO upload (county, digest, account, media_type, byte_count, taken, at)
            VALUES (\(code), \(upload.digest.text), \(upload.account), \(upload.mediaType.text), \(upload.byteCount),
                \(upload.takenAt?.milliseconds), \(upload.at.milliseconds))
            ON CONFLICT (county, digest, account) DO UPDATE SET at = excluded.at
            """)
    }

    func forgetUploads(of digest: Digest) throws {
        try connection.execute(
            "DELETE FROM upload WHERE county = \(code) AND digest = \(digest.text)")
    }
}
