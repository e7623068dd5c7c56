import Testing
import Walkthrough

@Suite("A report through an e码") struct PublicReportTests {
    private func report(
        _ mode: ReporterMode, name: String? = nil, contact: String? = nil, caseNumber: String? = nil,
        text: String = "没人叫号", photos: [EvidenceRef] = []
    ) throws -> PublicReport {
        try PublicReport(
            window: UnitCode("QH-W01"), description: Prose(text, "描述"), mode: mode,
            name: name.map { try Prose($0, "姓名") }, contact: contact.map { try Prose($0, "联系方式") },
            caseNumber: caseNumber.map { try Prose($0, "办件编号") }, photos: photos)
    }

    @Test
    func
        `an anonymous one leaves no name, contact or case number; one that may be passed on leaves a contact`()
        throws
    {
        _ = try report(.anonymous)
        _ = try report(.protected)
        _ = try report(.protected, name: "甲", contact: "电话", caseNumber: "1")
        _ = try report(.named, contact: "电话")
        #expect(throws: Refusal.self) { try report(.anonymous, name: "甲") }
        #expect(throws: Refusal.self) { try report(.anonymous, contact: "电话") }
        #expect(throws: Refusal.self) { try report(.anonymous, caseNumber: "1") }
        #expect(throws: Refusal.self) { try report(.named, name: "甲") }
    }

    @Test func `it is short, with three pictures at most`() throws {
        _ = try report(.protected, text: String(repeating: "长", count: 2_000))
        #expect(throws: Refusal.self) { try report(.protected, text: String(repeating: "长", count: 2_001)) }
        let photos = try (1...4).map { try EvidenceRef.photo($0) }
        _ = try report(.protected, photos: Array(photos.prefix(3)))
        #expect(throws: Refusal.self) { try report(.protected, photos: photos) }
        let film = try EvidenceRef(
            digest: .given(9), kind: .video, mediaType: .init("video/mp4"), byteCount: 1)
        #expect(throws: Refusal.self) { try report(.protected, photos: [film]) }
    }

    @Test func `an e码 hangs where people are served`() {
        let serving = UnitKind.allCases.filter(\.servesPublic)
        #expect(serving == [.hall, .area, .desk, .townCenter, .streetCenter, .parkCenter, .villageStation])
    }
}
