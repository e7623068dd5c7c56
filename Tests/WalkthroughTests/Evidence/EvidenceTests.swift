import Foundation
import Testing
import Walkthrough

@Suite struct `Evidence` {
    @Test func `an empty file is refused`() {
        #expect(throws: Invalid.self) {
            try EvidenceRef(digest: .given(1), kind: .photo, mediaType: .init("image/png"), byteCount: 0)
        }
    }

    @Test(arguments: ["image", "image/", "/png", "Image/PNG", "image/png; q=1", "a/b/c", "图/片"])
    func `what is not a media type is refused`(_ text: String) {
        #expect(throws: Invalid.self) { try EvidenceRef.MediaType(text) }
    }

    @Test func `a file that arrives takes the place of its promise, as it is and where it was said to stand`()
        throws
    {
        let said = try EvidenceRef(
            digest: .given(1), kind: .screenshot, mediaType: .init("image/png"), byteCount: 5, stage: .before,
            caption: Prose("叫号屏", "说明"), isPromised: true)
        let file = try EvidenceRef(
            digest: .given(1), kind: .photo, mediaType: .init("image/jpeg"), byteCount: 9, stage: .other)
        let other = try EvidenceRef.photo(2)
        let after = [said, other].taking([file])
        #expect(after.map(\.isPromised) == [false, false] && after.map(\.byteCount) == [9, 1_000])
        #expect(after[0].stage == .before && after[0].kind == .screenshot && after[0].caption == said.caption)
        #expect([said].taking([file]).taking([try .photo(3)]).count == 2)
        #expect([said].promise(of: .given(1)) == said && after.promise(of: .given(1)) == nil)
    }

    @Test func `a reference that is there is stored as it always was`() throws {
        let encoder = JSONEncoder()
        let here = String(decoding: try encoder.encode(try EvidenceRef.photo(1)), as: UTF8.self)
        #expect(!here.contains("promised"))
        let waiting = try EvidenceRef.photo(1).promised(true)
        let again = try JSONDecoder().decode(EvidenceRef.self, from: try encoder.encode(waiting))
        #expect(again == waiting && again.isPromised)
    }
}
